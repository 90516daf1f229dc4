"""Channels, and calls that are made again while their service is busy or away."""

import grpc

from errors import wait

# A channel that lost its peer connects again soon, and finds out about a peer that vanished without a word.
_CHANNEL = (("grpc.initial_reconnect_backoff_ms", 200), ("grpc.min_reconnect_backoff_ms", 200),
            ("grpc.max_reconnect_backoff_ms", 2000), ("grpc.keepalive_time_ms", 20_000),
            ("grpc.keepalive_timeout_ms", 10_000), ("grpc.max_receive_message_length", 16 * 2**20))
_ANSWER_SECONDS = 60


def ask(service, call, request, tries):
    failures = 0
    while True:
        try:
            return call(request, timeout=_ANSWER_SECONDS)
        except grpc.RpcError as error:
            failures += 1
            wait(service, error, failures, tries, "; again")


def channel_to(address):
    scheme, _, target = address.rpartition("://")
    if scheme == "https":
        return grpc.secure_channel(target, grpc.ssl_channel_credentials(), _CHANNEL)
    return grpc.insecure_channel(target if scheme == "http" else address, _CHANNEL)
