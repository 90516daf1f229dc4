#!/usr/bin/env python3
"""Asks a certifier for the radius of every method, at probabilities that are given. Nothing is drawn."""

import argparse
import json
import sys

import grpc

from calls import ask, channel_to
from contract import certificate_pb2, certifier_pb2, certifier_pb2_grpc
from errors import ServiceError
from laws import LAW_FORMS, noise

_TRIES = 4


def main():
    options = _options()
    certifier = certifier_pb2_grpc.CertifierServiceStub(channel_to(options.certifier))
    request = certifier_pb2.ComputeRadiiRequest(
        noise=options.noise, p1=options.p1, one_minus_p1=options.one_minus_p1, p2=options.p2,
        dimension=options.dimension, norms=options.norms)
    try:
        answer = ask(f"certifier at {options.certifier}", certifier.ComputeRadii, request, _TRIES)
    except ServiceError as error:
        print(f"radii.py: {error}", file=sys.stderr)
        sys.exit(2 if error.code == grpc.StatusCode.INVALID_ARGUMENT else 1)
    result = {"radii": [_radius(ball) for ball in answer.balls]}
    if answer.HasField("abstention"):
        name = certificate_pb2.AbstentionReason.Name(answer.abstention.reason)
        result["abstention"] = {"reason": name.removeprefix("ABSTENTION_REASON_").lower()}
    print(json.dumps(result))


def _radius(ball):
    method = certificate_pb2.RadiusMethod.Name(ball.method).removeprefix("RADIUS_METHOD_").lower()
    radius = {"method": method, "norm": _text(ball.norm), "radius": ball.radius, "tight": ball.tight,
              "best": ball.best_for_norm}
    if ball.HasField("converted_from"):
        radius["converted_from"] = _text(ball.converted_from)
    return radius


def _text(norm):
    return "inf" if norm.HasField("infinity") else repr(norm.exponent).removesuffix(".0")


def _norms(text):
    return [certificate_pb2.Norm(infinity=True) if one == "inf" else certificate_pb2.Norm(exponent=float(one))
            for one in text.split(",")]


def _options():
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    add = parser.add_argument
    add("--certifier", default="http://localhost:5002", help="address of the certifier")
    add("--noise", type=noise, required=True, help=f"{LAW_FORMS}, in units of the input")
    add("--p1", type=float, required=True, help="lower bound of the probability of the top class, in [0, 1]")
    add("--one-minus-p1", type=float, help="1 - p1, where p1 is so near 1 that its double has lost it")
    add("--p2", type=float, help="upper bound of every other class; 1 - p1 when left out")
    add("--dimension", type=int, help="number of coordinates; when left out, radii that hold for every number")
    add("--norms", type=_norms, help="such as 1,2,inf; those and the methods' own when left out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
