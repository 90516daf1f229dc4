#!/usr/bin/env python3
"""The canonical text of evidence, written from protos/README.md alone.

`python3 evidence.py` reads evidence.json, which has the JSON form of the messages (but for the second source, which is
the first), and writes evidence.txt and its SHA-256, which is the evidence_sha256 of a certificate: `sha256sum -c
evidence.sha256` agrees.
"""
import hashlib
import json
import struct
from fractions import Fraction
from math import ceil
from pathlib import Path

FOLDER = Path(__file__).parent


def bits(number):
    return struct.pack(">d", number).hex()


def fraction(parts):
    value = Fraction(parts["numerator"], parts["denominator"])
    return str(value)


def source_lines(source):
    grid, runtime = source["grid"], source["fingerprint"]
    yield f"model {source['model']}"
    yield f"model_version {source['model_version']}"
    yield f"model_sha256 {source['model_sha256']}"
    yield f"input_sha256 {source['input_sha256']}"
    yield f"dimension {source['dimension']}"
    yield f"classes {source['classes']}"
    ((law, parameters),) = source["noise"].items()  # scale before shape
    yield " ".join(["noise", law] + [bits(parameters[name]) for name in sorted(parameters)])
    yield f"grid {fraction(grid['origin'])} {fraction(grid['step'])} {grid['min_level']} {grid['max_level']}"
    yield f"slack {bits(source['slack'])}"
    yield f"run_seed {source['run_seed']}"
    yield f"seed {source['seed']}"
    yield f"generator {source['generator']}"
    for name in ("engine", "engine_version", "instruction_set", "device", "precision", "tile_size", "memory_format"):
        yield f"{name} {runtime[name]}"


def sample_lines(name, samples):
    yield f"{name} {len(samples)}"
    for sample in samples:
        yield from source_lines(sample["source"])
        yield f"counts {len(sample['counts'])}"
        for counts in sample["counts"]:
            answers = sorted((c["class"], c["count"]) for c in counts["counts"])
            head = f"{counts['range']['first']} {counts['range']['count']} {counts['unusable']}"
            yield head + "".join(f" {label}:{count}" for label, count in answers)


def text_of(evidence):
    lines = ["smoothing.v1 evidence 1"]
    lines += sample_lines("selection", evidence["selection"])
    lines += sample_lines("estimation", evidence["estimation"])
    return "".join(line + "\n" for line in lines)


def slack(source):
    """dimension (M + 2) 2^-65 with M = 2 (ceil(10 sd / step) + 1), the quotient in binary64."""
    step = source["grid"]["step"]
    step = Fraction(step["numerator"], step["denominator"])
    steps = source["noise"]["gaussian"]["standard_deviation"] * step.denominator / step.numerator
    return source["dimension"] * (2 * (ceil(10 * steps) + 1) + 2) * 2.0**-65


def main():
    evidence = json.loads((FOLDER / "evidence.json").read_text())
    first = evidence["selection"][0]["source"]
    for sample in evidence["estimation"]:
        sample["source"] = first
    seed = hashlib.sha256(bytes.fromhex(first["run_seed"] + first["input_sha256"])).hexdigest()[:32]
    assert seed == first["seed"], seed
    assert slack(first) == first["slack"], repr(slack(first))
    text = text_of(evidence)
    (FOLDER / "evidence.txt").write_text(text, newline="\n")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (FOLDER / "evidence.sha256").write_text(f"{digest}  evidence.txt\n", newline="\n")


if __name__ == "__main__":
    main()
