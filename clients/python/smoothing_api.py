"""The main job of smoothing.v1: counts of draws, and a certificate from them. protos/README.md explains the calls."""

import collections
import hashlib
import struct

import grpc

from calls import ask, channel_to
from checks import checked_counts, checked_source, require
from contract import certificate_pb2, certifier_pb2, certifier_pb2_grpc, counts_pb2, model_pb2, sampler_pb2
from contract import sampler_pb2_grpc
from errors import wait

_LOOKUP_TRIES, _TRIES = 4, 8


class Client:
    """Both services, at "host:port", "http://host:port" or, with TLS, "https://host:port"."""

    def __init__(self, sampler, certifier):
        self._sampler_name, self._certifier_name = f"sampler at {sampler}", f"certifier at {certifier}"
        self._sampler = sampler_pb2_grpc.SamplerServiceStub(channel_to(sampler))
        self._certifier = certifier_pb2_grpc.CertifierServiceStub(channel_to(certifier))

    def model(self, name):
        """What the sampler knows about "models/NAME"."""
        request = sampler_pb2.GetModelRequest(name=name)
        return ask(self._sampler_name, self._sampler.GetModel, request, _LOOKUP_TRIES).model

    def certify(self, model, levels, noise, n0, n, alpha, run_seed):
        """The certificate of one input, given by its levels minus the grid's least level, a byte each."""
        request = sampler_pb2.SampleCountsRequest(
            model=model.name, model_sha256=model.sha256, input=model_pb2.Tensor(shape=model.shape, levels=levels),
            noise=noise, run_seed=run_seed)
        numbers = struct.pack(f"<{len(levels)}i", *(model.grid.min_level + level for level in levels))
        digest = hashlib.sha256(numbers).digest()
        start = -(-n0 // model.tile_size) * model.tile_size
        selection = self._count(request, digest, 0, n0)
        source = selection.source
        require(source.grid == model.grid and source.fingerprint.tile_size == model.tile_size,
                "the grid or the tiles of the model changed: begin again")
        evidence = certificate_pb2.Evidence(
            selection=[selection], estimation=[self._count(request, digest, start, n)])
        asked = certifier_pb2.CertifyCountsRequest(evidence=evidence, error_probability=alpha)
        certificate = ask(self._certifier_name, self._certifier.CertifyCounts, asked, _TRIES).certificate
        require(certificate.evidence == evidence, "the certificate rests on other counts")
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
                        source = checked_source(request, digest, source, answer.source)
                    if answer.HasField("counts"):
                        tally.update(checked_counts(source, answer.counts, first, end))
                        first += answer.counts.range.count
                require(first > before, f"the stream ended without the draws from {first} on")
            except grpc.RpcError as error:
                failures = 1 if first > before else failures + 1
                if first < end:
                    wait(self._sampler_name, error, failures, _TRIES, f"; again from draw {first} of [{begin}, {end})")
        unusable = tally.pop("unusable", 0)
        counts = [counts_pb2.ClassCount(**{"class": c, "count": tally[c]}) for c in sorted(tally)]
        draws = counts_pb2.DrawRange(first=begin, count=number)
        return counts_pb2.SampledCounts(
            source=source, counts=[counts_pb2.ClassCounts(range=draws, counts=counts, unusable=unusable)])
