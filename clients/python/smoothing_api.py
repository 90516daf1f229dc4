"""The main job of smoothing.v1: counts of draws, and a certificate from them. protos/README.md explains the calls."""

import collections
import hashlib
import math
import struct

import grpc

from contract import certificate_pb2, certifier_pb2, certifier_pb2_grpc, counts_pb2, model_pb2, sampler_pb2
from contract import sampler_pb2_grpc
from errors import ContractError, wait

# A channel that lost its peer connects again soon, and finds out about a peer that vanished without a word.
_CHANNEL = (("grpc.initial_reconnect_backoff_ms", 200), ("grpc.min_reconnect_backoff_ms", 200),
            ("grpc.max_reconnect_backoff_ms", 2000), ("grpc.keepalive_time_ms", 20_000),
            ("grpc.keepalive_timeout_ms", 10_000), ("grpc.max_receive_message_length", 16 * 2**20))
_LOOKUP_TRIES, _TRIES, _ANSWER_SECONDS = 4, 8, 60


class Client:
    """Both services, at "host:port", "http://host:port" or, with TLS, "https://host:port"."""

    def __init__(self, sampler, certifier):
        self._sampler_name, self._certifier_name = f"sampler at {sampler}", f"certifier at {certifier}"
        self._sampler = sampler_pb2_grpc.SamplerServiceStub(_channel(sampler))
        self._certifier = certifier_pb2_grpc.CertifierServiceStub(_channel(certifier))

    def model(self, name):
        """What the sampler knows about "models/NAME"."""
        request = sampler_pb2.GetModelRequest(name=name)
        return _ask(self._sampler_name, self._sampler.GetModel, request, _LOOKUP_TRIES).model

    def certify(self, model, levels, noise, n0, n, alpha, run_seed):
        """The certificate of one input, given by its levels minus the grid's least level, a byte each."""
        request = sampler_pb2.SampleCountsRequest(
            model=model.name, model_sha256=model.sha256, input=model_pb2.Tensor(shape=model.shape, levels=levels),
            noise=noise, run_seed=run_seed)
        numbers = struct.pack(f"<{len(levels)}i", *(model.grid.min_level + level for level in levels))
        digest = hashlib.sha256(numbers).digest()
        start = -(-n0 // model.tile_size) * model.tile_size
        evidence = certificate_pb2.Evidence(
            selection=[self._count(request, digest, 0, n0)], estimation=[self._count(request, digest, start, n)])
        asked = certifier_pb2.CertifyCountsRequest(evidence=evidence, error_probability=alpha)
        certificate = _ask(self._certifier_name, self._certifier.CertifyCounts, asked, _TRIES).certificate
        _require(certificate.evidence == evidence, "the certificate rests on other counts")
        return certificate

    def _count(self, request, digest, begin, number):
        """Counts of [begin, begin + number) as one range; a stream that breaks is resumed at the first missing draw."""
        first, end, source, tally, failures = begin, begin + number, None, collections.Counter(), 0
        while first < end:
            before = first
            request.draws.first, request.draws.count = first, end - first
            try:
                for answer in self._sampler.SampleCounts(request):
                    if answer.HasField("source"):
                        source = _checked_source(request, digest, source, answer.source)
                    if answer.HasField("counts"):
                        tally.update(_checked_counts(source, answer.counts, first, end))
                        first += answer.counts.range.count
                _require(first > before, f"the stream ended without the draws from {first} on")
            except grpc.RpcError as error:
                failures = 1 if first > before else failures + 1
                if first < end:
                    wait(self._sampler_name, error, failures, _TRIES, f"; again from draw {first} of [{begin}, {end})")
        unusable = tally.pop("unusable", 0)
        counts = [counts_pb2.ClassCount(**{"class": c, "count": tally[c]}) for c in sorted(tally)]
        draws = counts_pb2.DrawRange(first=begin, count=number)
        return counts_pb2.SampledCounts(
            source=source, counts=[counts_pb2.ClassCounts(range=draws, counts=counts, unusable=unusable)])


def _checked_source(request, digest, known, source):
    asked = (request.model, request.model_sha256, digest, request.run_seed)
    _require(asked == (source.model, source.model_sha256, source.input_sha256, source.run_seed)
             and _is_law(source.noise, request.noise),
             "the counts are for another input, noise, seed or model than was asked for")
    _require(known in (None, source), "the model or its runtime changed: begin again from the first draw")
    return source


def _is_law(told, asked):
    """Generalized Gaussian noise of shape 1 or 2 has a simpler name, which the sampler tells."""
    general = asked.generalized_gaussian
    return told == asked or (general.shape == 1 and told.laplace.scale == general.scale) or (
        general.shape == 2 and math.isclose(told.gaussian.standard_deviation * math.sqrt(2), general.scale))


def _checked_counts(source, counts, first, end):
    """The counts by class, and "unusable", if they begin at draw `first`, end by `end` and add up."""
    by_class = {getattr(one, "class"): one.count for one in counts.counts}
    draws, unusable = counts.range, counts.unusable
    _require(source is not None, "counts came before their source")
    _require(draws.first == first and 1 <= draws.count <= end - first,
             f"counts of {draws.count} draws from {draws.first} on, where [{first}, {end}) is missing")
    _require(len(by_class) == len(counts.counts) and all(0 <= c < source.classes for c in by_class)
             and min(by_class.values(), default=1) >= 1 and unusable >= 0
             and sum(by_class.values()) + unusable == draws.count,
             f"counts of {draws.count} draws do not add up: {by_class}, {unusable} unusable")
    return {**by_class, "unusable": unusable}


def _ask(service, call, request, tries):
    failures = 0
    while True:
        try:
            return call(request, timeout=_ANSWER_SECONDS)
        except grpc.RpcError as error:
            failures += 1
            wait(service, error, failures, tries, "; again")


def _channel(address):
    scheme, _, target = address.rpartition("://")
    if scheme == "https":
        return grpc.secure_channel(target, grpc.ssl_channel_credentials(), _CHANNEL)
    return grpc.insecure_channel(target if scheme == "http" else address, _CHANNEL)


def _require(holds, what):
    if not holds:
        raise ContractError(f"an answer does not follow the contract: {what}")
