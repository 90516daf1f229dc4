#!/usr/bin/env python3
"""The draw function of protos/README.md, written from its text alone, and the test vectors that it gives.

Needs mpmath. `python3 draws.py > draws.json` makes the committed file.
"""
import bisect
import hashlib
import json
import struct
from fractions import Fraction

import mpmath

mpmath.mp.dps = 80
MASK = 0xFFFFFFFF


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


def thresholds(standard_deviation, step):
    """t_j for every j with 0 < t_j < 2^64, and the smallest such j."""
    sd = mpmath.mpf(standard_deviation)
    upper = []
    while True:
        z = (len(upper) + mpmath.mpf(1) / 2) * step.numerator / step.denominator
        t = int(mpmath.nint(mpmath.ncdf(z / sd) * 2**64))
        if t >= 2**64:
            return [2**64 - t for t in reversed(upper)] + upper, -len(upper)
        upper.append(t)


def noise(seed, draw, coordinate, table):
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
    vectors = {"run_seed": run_seed.hex(), "step": "1/255", "cases": []}
    for sd, dimension in ((0.25, 784), (0.5, 3072), (1.0, 100), (0.001, 64), (4.0, 130)):
        levels = [(7 * i + i // 28) % 256 for i in range(dimension)]
        digest, seed = input_seed(run_seed, levels)
        table = thresholds(sd, step)
        draws = []
        for draw in (0, 1, 63, 64, 99_999, 2**32 - 1):
            sums = [levels[i] + noise(seed, draw, i, table) for i in range(dimension)]
            draws.append({
                "draw": draw,
                "first_words": [word(seed, draw, i, 0) for i in (0, 1, 15, 16, 17, 48, 63, 64)[: 8 if dimension > 64 else 7]],
                "first_sums": sums[:16],
                "sums_sha256": hashlib.sha256(struct.pack(f"<{dimension}i", *sums)).hexdigest(),
                "numbers_sha256": hashlib.sha256(
                    b"".join(bytes.fromhex(single(s, Fraction(0), step)) for s in sums)).hexdigest(),
            })
        vectors["cases"].append({
            "standard_deviation": sd,
            "dimension": dimension,
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
