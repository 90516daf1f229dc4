"""The messages and calls of the contract, which generate.sh makes from its .proto files."""

import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parent / "generated"))
try:
    import rich_error_pb2 as rich
    from smoothing.v1 import certificate_pb2, certifier_pb2, certifier_pb2_grpc, counts_pb2, model_pb2, noise_pb2
    from smoothing.v1 import sampler_pb2, sampler_pb2_grpc
except ModuleNotFoundError as error:
    raise SystemExit(f"{error}; run {pathlib.Path(__file__).parent / 'generate.sh'} first") from error

__all__ = ["certificate_pb2", "certifier_pb2", "certifier_pb2_grpc", "counts_pb2", "model_pb2", "noise_pb2", "rich",
           "sampler_pb2", "sampler_pb2_grpc"]
