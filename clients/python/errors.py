"""What services say when they refuse, and the waiting for errors that pass."""

import sys
import time

import grpc

from contract import rich

_FIRST_WAIT, _LONGEST_WAIT = 0.2, 10.0  # seconds
_BUSY_TRIES, _SHORTEST_WAIT = 600, 0.05  # at a service that answers and says when to come back


class ContractError(Exception):
    """A service answered what the contract does not allow."""


class ServiceError(Exception):
    """A service refused a request, or does not answer; the message names every violation, one a line."""

    def __init__(self, service, error):
        code = error.code()
        bad = _details(error, "google.rpc.BadRequest", rich.BadRequest)
        lines = [f"  {one.field}: {one.description}" for detail in bad for one in detail.field_violations]
        # The message repeats the violations, and is cut where they are many.
        first = f"the {service}: {code.name}:" + ("" if lines else f" {error.details()}")
        super().__init__("\n".join([first, *lines]))
        self.code = code


def wait(service, error, failures, tries, then=""):
    """Waits before the next try, as long as the service asks or longer each time; raises where that cannot help."""
    delays = [detail.retry_delay for detail in _details(error, "google.rpc.RetryInfo", rich.RetryInfo)]
    passes = error.code() in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED) or (
        error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED and delays)
    if not passes or failures > (_BUSY_TRIES if delays else tries):
        raise ServiceError(service, error) from error
    asked = [max(delay.seconds + delay.nanos * 1e-9, _SHORTEST_WAIT) for delay in delays]
    seconds = min(max(asked, default=_FIRST_WAIT * 2 ** (failures - 1)), _LONGEST_WAIT)
    print(f"the {service}: {error.code().name}: {error.details()}{then} in {seconds:.1f} s", file=sys.stderr)
    time.sleep(seconds)


def _details(error, name, kind):
    trailers = dict(error.trailing_metadata() or ())
    status = rich.Status.FromString(trailers.get("grpc-status-details-bin", b""))
    return [kind.FromString(detail.value) for detail in status.details if detail.type_url.endswith("/" + name)]
