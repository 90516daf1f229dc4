#!/usr/bin/env python3
"""Certifies one image with a sampler and a certifier."""

import argparse
import decimal
import json
import secrets
import sys

import grpc
from google.protobuf import json_format

from contract import certificate_pb2
from errors import ContractError, ServiceError
from images import ImageError, read_levels
from laws import LAW_FORMS, noise
from smoothing_api import Client

_EXIT = {grpc.StatusCode.INVALID_ARGUMENT: 2, grpc.StatusCode.NOT_FOUND: 2, grpc.StatusCode.FAILED_PRECONDITION: 3}


def main():
    options = _options()
    try:
        client = Client(options.sampler, options.certifier)
        model = client.model(options.model)
        if model.grid.max_level - model.grid.min_level != 255:
            raise ImageError(f"--image: the grid of {model.name} does not have the 256 levels of 8-bit images")
        levels = read_levels(options.image, options.index, model.shape)
        certificate = client.certify(model, levels, options.noise, options.n0, options.n, options.alpha,
                                     options.seed.to_bytes(16, "little"))
    except ImageError as error:
        sys.exit(_told(error, 2))
    except ContractError as error:
        sys.exit(_told(error, 1))
    except ServiceError as error:
        sys.exit(_told(error, _EXIT.get(error.code, 1)))
    result = _result(certificate, model, options)
    print(json.dumps(result) if options.json else _text(result))


def _result(certificate, model, options):
    result = {"model": model.name, "index": options.index, "seed": str(options.seed)}
    if certificate.HasField("class"):
        result["class"] = getattr(certificate, "class")
        if model.labels:
            result["label"] = model.labels[result["class"]]
    if certificate.HasField("abstention"):
        name = certificate_pb2.AbstentionReason.Name(certificate.abstention.reason)
        result["abstention"] = name.removeprefix("ABSTENTION_REASON_").lower()
    radii = result["radii"] = {}
    for ball in certificate.claims.balls:
        norm = _norm(ball.norm)
        radii[norm] = max(ball.radius, radii.get(norm, 0.0))
    result["evidence_sha256"] = certificate.evidence_sha256.hex()
    result["statement"] = certificate.statement
    result["certificate"] = json_format.MessageToDict(certificate, preserving_proto_field_name=True)
    return result


def _text(result):
    label = f" ({result['label']})" if "label" in result else ""
    lines = [f"seed {result['seed']}", f"class {result.get('class', '-')}{label}"]
    if "abstention" in result:
        lines.append(f"abstains: {result['abstention']}")
    lines += [f"{norm} radius {_floored(radius)}" for norm, radius in result["radii"].items()]
    return "\n".join([*lines, f"evidence {result['evidence_sha256']}", result["statement"]])


def _floored(radius):
    """Four decimals that never say more than the radius."""
    return str(decimal.Decimal(radius).quantize(decimal.Decimal("0.0001"), decimal.ROUND_FLOOR))


def _norm(norm):
    return "linf" if norm.HasField("infinity") else f"l{norm.exponent:.17g}"


def _within(kind, least, most):
    def read(text):
        number = kind(text)
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text} is not in [{least}, {most}]")
        return number
    read.__name__ = kind.__name__  # what argparse calls a text that is none
    return read


def _options():
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    add = parser.add_argument
    add("--sampler", default="http://localhost:5001", help="address of the sampler")
    add("--certifier", default="http://localhost:5002", help="address of the certifier")
    add("--model", required=True, help="models/NAME")
    add("--image", required=True, help="idx file, .npy file of bytes, or bare levels named *.raw; also with .gz")
    add("--index", type=_within(int, 0, 2**31 - 1), default=0, help="which image of the file, from 0")
    add("--noise", type=noise, required=True, help=f"{LAW_FORMS}, in units of the input")
    add("--n0", type=_within(int, 1, 2**32), default=100, help="draws that choose the class")
    add("--n", type=_within(int, 1, 2**32), default=10_000, help="other draws that bound its probability")
    add("--alpha", type=_within(float, 1e-12, 0.5), default=0.001, help="allowed error probability")
    add("--seed", type=_within(int, 0, 2**128 - 1), default=secrets.randbits(128),
        help="seed of the run, random when left out. Trying seeds until something certifies voids alpha")
    add("--json", action="store_true", help="one JSON object, with the certificate in ProtoJSON")
    return parser.parse_args()


def _told(error, code):
    print(f"certify.py: {error}", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()
