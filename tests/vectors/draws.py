#!/usr/bin/env python3
"""The draw function of protos/README.md, written from its text alone, and the test vectors that it gives.

Needs mpmath. `python3 draws.py > draws.json` makes the committed file.
"""
import bisect
import hashlib
import json
import math
import struct
from fractions import Fraction

import mpmath

mpmath.mp.dps = 80
MASK = 0xFFFFFFFF

CASES = [({"gaussian": {"standard_deviation": sd}}, dimension)
         for sd, dimension in ((0.25, 784), (0.5, 3072), (1.0, 100), (0.001, 64), (4.0, 130))]
CASES += [({"laplace": {"scale": scale}}, dimension) for scale, dimension in ((0.2, 784), (2.8, 64))]
CASES += [({"generalized_gaussian": {"scale": scale, "shape": shape}}, dimension) for scale, shape, dimension in (
    (0.2, 1, 784), (0.35355339059327379, 2, 784), (0.3, 1.5, 784), (0.4, 3, 100), (1.7, 3.3, 64), (0.4, 4, 100),
    (0.45, 8, 100), (0.001, 8, 64), (0.1, 1e6, 64))]
CASES += [({"uniform": {"half_width": half_width}}, dimension)
          for half_width, dimension in ((0.5, 784), (0.1, 64), (0.001, 64), (6.9, 64))]

# Products of decimals and the root of 2, numbers that no standard deviation gives back, and the smallest of all.
SCALES = [0.12 * 2**0.5, 0.25 * 2**0.5, 0.3 * 2**0.5, 1e-5 * 2**0.5, 123456.789 * 2**0.5, 0.1, 0.2, 1.0, 2.0, 1.7,
          2 / 3, math.pi, 1e300, 5e-324, 1.5e-323]


def philox(counter, key):
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & MASK, (p0 >> 32) ^ c3 ^ k1, p0 & MASK
        k0, k1 = (k0 + 0x9E3779B9) & MASK, (k1 + 0xBB67AE85) & MASK
    return c0, c1, c2, c3


def word(seed, draw, coordinate, stage):
    k0, k1, s2, s3 = struct.unpack("<4I", seed)
    block = 16 * (coordinate // 64) + coordinate % 16
    return philox((stage << 28 | block, draw, s2, s3), (k0, k1))[coordinate // 16 % 4]


def canonical(noise):
    """The law by the one description that it has."""
    (name, parameters), = noise.items()
    if name != "generalized_gaussian" or parameters["shape"] not in (1, 2):
        return noise
    if parameters["shape"] == 1:
        return {"laplace": {"scale": parameters["scale"]}}
    return {"gaussian": {"standard_deviation": deviation_of_shape_two(parameters["scale"])}}


def deviation_of_shape_two(scale):
    root, quotient = math.sqrt(2), scale / math.sqrt(2)
    near = [quotient]
    for _ in range(3):
        near = [math.nextafter(near[0], 0), *near, math.nextafter(near[-1], math.inf)]
    near = [c for c in near if c > 0]
    giving_back = [c for c in near if c * root == scale or float(c * mpmath.sqrt(2)) == scale]
    return min(giving_back or near, key=lambda c: (
        digits(c) if giving_back else 0, abs(mpmath.mpf(c) - scale / mpmath.sqrt(2))))


def digits(number):
    return len(repr(number).split("e")[0].replace(".", "").strip("0"))


def distribution(noise, z):
    """F(z) for z above 0."""
    (name, parameters), = noise.items()
    p = {key: mpmath.mpf(value) for key, value in parameters.items()}
    if name == "gaussian":
        return mpmath.ncdf(z / p["standard_deviation"])
    if name == "laplace":
        return 1 - mpmath.exp(-z / p["scale"]) / 2
    if name == "uniform":
        return min(mpmath.mpf(1), (1 + z / p["half_width"]) / 2)
    x = (z / p["scale"]) ** p["shape"]
    return (1 + mpmath.gammainc(1 / p["shape"], 0, x, regularized=True)) / 2 if x < 50 else mpmath.mpf(1)


def standard_deviation(noise):
    """The nearest double."""
    (name, parameters), = noise.items()
    if name == "gaussian":
        return parameters["standard_deviation"]
    if name == "laplace":
        return float(parameters["scale"] * mpmath.sqrt(2))
    if name == "uniform":
        return float(parameters["half_width"] / mpmath.sqrt(3))
    a = 1 / mpmath.mpf(parameters["shape"])
    return float(parameters["scale"] * mpmath.sqrt(mpmath.gamma(3 * a) / mpmath.gamma(a)))


def slack(noise, step, dimension):
    (name, parameters), = noise.items()
    tail = {"gaussian": 10, "laplace": 32, "uniform": 2}.get(name) or (32 if parameters["shape"] < 2 else 10)
    steps = standard_deviation(noise) * step.denominator / step.numerator
    return dimension * (2 * (math.ceil(tail * steps) + 1) + 2) * 2.0**-65


def thresholds(noise, step):
    """t_j for every j with 0 < t_j < 2^64, and the smallest such j."""
    upper = []
    while True:
        z = (len(upper) + mpmath.mpf(1) / 2) * step.numerator / step.denominator
        t = int(mpmath.nint(distribution(noise, z) * 2**64))
        if t >= 2**64:
            return [2**64 - t for t in reversed(upper)] + upper, -len(upper)
        upper.append(t)


def level(seed, draw, coordinate, table):
    t, first = table
    u = word(seed, draw, coordinate, 0) << 32 | word(seed, draw, coordinate, 1)
    return first + bisect.bisect_right(t, u)


def input_seed(run_seed, levels):
    digest = hashlib.sha256(struct.pack(f"<{len(levels)}i", *levels)).digest()
    return digest, hashlib.sha256(run_seed + digest).digest()[:16]


def single(level, origin, step):
    value = origin + level * step
    return struct.pack("<f", float(mpmath.mpf(value.numerator) / value.denominator)).hex()


def main():
    step = Fraction(1, 255)
    run_seed = bytes(range(16))
    vectors = {
        "run_seed": run_seed.hex(),
        "step": "1/255",
        "shape_two": [{"scale": scale, "standard_deviation": deviation_of_shape_two(scale)} for scale in SCALES],
        "cases": [],
    }
    for noise, dimension in CASES:
        law = canonical(noise)
        levels = [(7 * i + i // 28) % 256 for i in range(dimension)]
        digest, seed = input_seed(run_seed, levels)
        table = thresholds(law, step)
        draws = []
        for draw in (0, 1, 63, 64, 99_999, 2**32 - 1):
            sums = [levels[i] + level(seed, draw, i, table) for i in range(dimension)]
            draws.append({
                "draw": draw,
                "first_words": [word(seed, draw, i, 0) for i in (0, 1, 15, 16, 17, 48, 63, 64) if i < dimension],
                "first_sums": sums[:16],
                "sums_sha256": hashlib.sha256(struct.pack(f"<{dimension}i", *sums)).hexdigest(),
                "numbers_sha256": hashlib.sha256(
                    b"".join(bytes.fromhex(single(s, Fraction(0), step)) for s in sums)).hexdigest(),
            })
        vectors["cases"].append({
            "noise": noise,
            "law": law,
            "standard_deviation": standard_deviation(law),
            "dimension": dimension,
            "slack": slack(law, step, dimension),
            "input_sha256": digest.hex(),
            "seed": seed.hex(),
            "thresholds": len(table[0]),
            "thresholds_sha256": hashlib.sha256(b"".join(struct.pack("<Q", t) for t in table[0])).hexdigest(),
            "threshold_above_level_0": str(table[0][len(table[0]) // 2]) if table[0] else None,
            "draws": draws,
        })
    print(json.dumps(vectors, indent=1))


if __name__ == "__main__":
    main()
