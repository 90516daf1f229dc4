"""Makes the tables of this folder: python3 make_tables.py (mpmath 1.2 or later, two minutes).

Every number is worked with 100 digits and written with 60. Inputs are binary64 numbers, written as shortest round-trip
decimals and taken exactly. Nothing is shared with the code that is tested: sums are fixed-point integers, the rest is
mpmath's.
"""

import csv
import itertools
import os
import random

from mpmath import asin, binomial, erfc, exp, expm1, gamma, gammainc, log, log1p, loggamma, mp, mpf, nstr, pi, sqrt

mp.dps = 100
BITS = 320
HERE = os.path.dirname(os.path.abspath(__file__))

# Counts, draws and errors that other implementations of this product are checked with.
GIVEN_CASES = [
    (1, 1, 0.001), (0, 10, 0.001), (10, 10, 0.001), (51, 100, 0.001), (0, 1000, 1e-06), (500, 1000, 1e-12),
    (900, 1000, 0.001), (990, 1000, 1e-06), (999, 1000, 1e-12), (1, 10000, 0.001), (10000, 10000, 0.001),
    (1, 100000, 0.001), (50000, 100000, 1e-06), (50500, 100000, 1e-12), (99000, 100000, 0.001),
    (99900, 100000, 1e-06), (99999, 100000, 1e-12), (500000, 1000000, 0.001), (1000000, 1000000, 0.001),
    (1, 10000000, 0.001), (5000000, 10000000, 1e-06), (5005000, 10000000, 1e-12), (9999999, 10000000, 0.001),
    (10000000, 10000000, 1e-06),
]


def text(value):
    return nstr(value, 60)


def write(name, header, rows):
    with open(os.path.join(HERE, name), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(name, len(rows))


def series(k, n, odds):
    """P(X >= k) / P(X = k): 1 + (n-k)/(k+1) odds + ..."""
    odds = int(odds * mpf(2) ** BITS)
    term = total = 1 << BITS
    for i in range(k, n):
        term = (term * (n - i) * odds // (i + 1)) >> BITS
        if term == 0:
            break
        total += term
    return mpf(total) / mpf(2) ** BITS


def mass(k, n, p, q):
    terms = loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)
    return exp(terms + (k * log(p) if k else 0) + ((n - k) * log(q) if n > k else 0))


def tail(k, n, p, q):
    """P(X >= k)."""
    if k == 0:
        return mpf(1)
    if (n - k) * p <= (k + 1) * q:
        return mass(k, n, p, q) * series(k, n, p / q)
    j = n - k + 1
    return 1 - mass(j, n, q, p) * series(j, n, q / p)


def lower(k, n, error):
    """(p, 1-p) with P(X >= k) = error: Newton's method for ln P against ln p."""
    error = mpf(error)
    if k == 0:
        return mpf(0), mpf(1)
    if k == n:
        return exp(log(error) / n), -expm1(log(error) / n)
    low, high = mpf(0), mpf(1)
    p = mpf(k) / (n + 1)
    q = 1 - p
    for _ in range(200):
        value = tail(k, n, p, q)
        if value > error:
            high = min(high, p)
        else:
            low = max(low, p)
        step = log(value / error) * value / (mass(k, n, p, q) * k)
        new = p * exp(-step)
        if not low < new < high:
            new = (low + high) / 2 if low > 0 else high / 8
            step = mpf(1)
        p, q = new, 1 - new
        if abs(step) < mpf(10) ** -50:
            # Quadratic: the next error is below 1e-70 of this one.
            break
    else:
        raise ArithmeticError((k, n, error))
    return p, q


def clopper_pearson():
    cases = [("given cases", k, n, repr(error)) for k, n, error in GIVEN_CASES]
    seen = {(k, n, error) for _, k, n, error in cases}
    errors = ["1e-12", "1e-06", "0.001", "0.025", "0.05", "0.5"]
    for n in [1, 2, 3, 10, 37, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000]:
        counts = [0, 1, 2, n // 100, n // 10, n // 3, n // 2, n // 2 + 1, 9 * n // 10, 99 * n // 100, n - 2, n - 1, n]
        counts = sorted({k for k in counts if 0 <= k <= n})
        for k in counts:
            chosen = errors if n <= 10000 else ["1e-12", "0.001"] if n >= 10000000 else ["1e-12", "0.001", "0.5"]
            cases += [("grid", k, n, error) for error in chosen if (k, n, error) not in seen]
    for k, n, error in [(5, 10, "0.75"), (1, 10, "0.999"), (900, 1000, "0.9"), (1, 1, "1e-300"), (3, 7, "1e-200")]:
        cases.append(("edge", k, n, error))
    rows = []
    for origin, k, n, error in cases:
        p, q = lower(k, n, float(error))
        _, upper = lower(n - k, n, float(error))
        rows.append([origin, k, n, error, text(p), text(q), text(upper)])
    write("clopper_pearson.csv", ["origin", "successes", "draws", "error", "lower", "one_minus_lower", "upper"], rows)


def hoeffding():
    source = random.Random(20200120)
    rows = []
    for n in [1, 2, 10, 100, 1000, 100000, 10**7, 10**8, 2**30]:
        for k in sorted({0, 1, n // 3, n // 2, n - n // 100, n - 1, n, source.randint(0, n)}):
            bounds, error = source.choice([1, 2, 2, 10, 1000]), source.choice([1e-12, 1e-6, 0.001, 0.05, 0.5])
            width = sqrt(log(bounds / mpf(error)) / (2 * n))
            lower, upper = max(mpf(k) / n - width, mpf(0)), min(mpf(k) / n + width, mpf(1))
            rows.append([k, n, bounds, repr(error), text(lower), text(upper)])
    write("hoeffding.csv", ["successes", "draws", "bounds", "error", "lower", "upper"], rows)


def beta_series(a, b, x):
    """The integral of t^(a-1) (1-t)^(b-1) over (0, x), over x^a (1-x)^b: 1/a (1 + (a+b)/(a+1) x + ...)."""
    twice_all, twice_a = int(2 * (a + b)), int(2 * a)
    fixed = int(x * mpf(2) ** BITS)
    term = total = 1 << BITS
    i = 0
    while term * (1 << 40) > total >> (BITS - 80) or (twice_all + 2 * i) * x > twice_a + 2 + 2 * i:
        term = (term * (twice_all + 2 * i) * fixed // (twice_a + 2 + 2 * i)) >> BITS
        total += term
        i += 1
    return mpf(total) / mpf(2) ** BITS / a


def mixture(k, n, p, q):
    """ln of the mean of the likelihood over a beta(1/2, 1/2) law above p, over the likelihood at p."""
    a, b = k + mpf(1) / 2, n - k + mpf(1) / 2
    if p >= q:
        above = log(sqrt(p * q) * beta_series(b, a, q))
    else:
        logarithm = loggamma(a) + loggamma(b) - loggamma(a + b) - k * log(p) - (n - k) * log(q)
        above = logarithm + log1p(-sqrt(p * q) * beta_series(a, b, p) / exp(logarithm))
    return above - log(2 * asin(sqrt(q)))


def anytime_bound(k, n, error):
    """(p, 1-p) with ln M = -ln error, by the secant method in the log-odds inside a bracket."""
    if k == 0:
        return mpf(0), mpf(1)

    def excess(odds):
        p = 1 / (1 + exp(-odds))
        return mixture(k, n, p, 1 / (1 + exp(odds))) + log(mpf(error))

    top = log(mpf(k) / (n - k)) if k < n else log(mpf(n)) + 2
    low, step = top, mpf(1) / 64
    while excess(low) <= 0:
        top, low, step = low, low - step, step * 2
    (fl, fh) = (excess(low), excess(top))
    for _ in range(400):
        middle = low + (top - low) * fl / (fl - fh)
        value = excess(middle)
        if value > 0:
            low, fl, fh = middle, value, fh / 2
        else:
            top, fh, fl = middle, value, fl / 2
        if top - low < mpf(10) ** -62 or abs(value) < mpf(10) ** -58:
            break
    else:
        raise ArithmeticError((k, n, error))
    return 1 / (1 + exp(-middle)), 1 / (1 + exp(middle))


def anytime():
    rows = []
    for n in [1, 2, 3, 10, 37, 100, 1000, 10000, 100000, 1000000, 100000000]:
        counts = [0, 1, 2, n // 10, n // 2, 9 * n // 10, 99 * n // 100, n - 1, n]
        if n >= 10**6:
            counts = [1, 999 * n // 1000, n - 100, n - 1, n]
        errors = [1e-12, 0.001, 0.5] if n <= 10000 else [1e-12, 0.001]
        for k in sorted({k for k in counts if 0 <= k <= n}):
            for error in errors:
                p, q = anytime_bound(k, n, error)
                rows.append([k, n, repr(error), text(p), text(q)])
    write("anytime.csv", ["successes", "draws", "error", "lower", "one_minus_lower"], rows)


def binomial_tails():
    source = random.Random(20200101)
    rows = []
    for n in [1, 2, 5, 20, 64, 100, 1000, 10000, 100000, 1000000, 100000000, 2**30]:
        for _ in range(12 if n <= 100000 else 6):
            k = source.choice([0, 1, n, n - 1, source.randint(0, n), source.randint(0, n)])
            k = max(k, 0)
            centre = k / n
            spread = (centre * (1 - centre) / n) ** 0.5 + 1 / n
            given = min(max(centre + source.uniform(-6, 3) * spread, 0.02 / n), 1 - 0.02 / n)
            side = source.choice(["success", "failure"])
            given = given if side == "success" else 1 - given
            p, q = (mpf(given), 1 - mpf(given)) if side == "success" else (1 - mpf(given), mpf(given))
            rows.append([k, n, side, repr(given), text(tail(k, n, p, q))])
    extremes = [
        (1, 1, "success", 1e-300), (1, 1, "success", 5e-324), (2, 2, "success", 1e-160), (1, 1, "failure", 1e-300),
        (3, 1000, "success", 1e-100), (999, 1000, "failure", 1e-100), (500, 1000, "success", 0.9),
        (100000, 100000, "failure", 1e-9), (90000, 100000, "success", 0.2), (10, 100000, "success", 0.9),
        (1, 2**30, "success", 1e-20), (2**29, 2**30, "success", 0.5), (2**29, 2**30, "success", 0.4999),
    ]
    for k, n, side, given in extremes:
        p, q = (mpf(given), 1 - mpf(given)) if side == "success" else (1 - mpf(given), mpf(given))
        rows.append([k, n, side, repr(given), text(tail(k, n, p, q))])
    write("binomial_tails.csv", ["successes", "draws", "given", "probability", "tail"], rows)


def normal_tail(z):
    return erfc(z / sqrt(mpf(2))) / 2


def normal_tails():
    source = random.Random(20200102)
    points = [0.0, 1e-300, 5e-324, 1e-20, 5e-20, 6e-20, 1e-10, 0.1, 0.5, 1.0, 2.0, 3.0, 3.999999, 4.0, 4.000001]
    points += [5.0, 6.0, 8.0, 8.3, 10.0, 20.0, 30.0, 37.0, 38.0, 38.4, 38.5, 39.0, 40.0]
    points += [source.uniform(0, 4) for _ in range(40)] + [source.uniform(4, 38.4) for _ in range(40)]
    points += [-z for z in points]
    write("normal_tails.csv", ["z", "tail"], [[repr(z), text(normal_tail(mpf(z)))] for z in points])


def quantile(q):
    if q == 0.5:
        return mpf(0)
    if q > 0.5:
        return -quantile(1 - q)
    z = sqrt(-2 * log(q)) if q < 0.01 else (mpf(1) / 2 - q) * sqrt(2 * pi)
    for _ in range(100):
        value = normal_tail(z)
        step = log(value / q) * value / (exp(-z * z / 2) / sqrt(2 * pi))
        z += step
        if abs(step) < mpf(10) ** -48 * z:
            return z
    raise ArithmeticError(q)


def normal_quantiles():
    source = random.Random(20200103)
    points = [0.5, 0.5 - 2.0**-54, 0.5 + 2.0**-53, 0.5 - 2.0**-40, 0.5 + 1e-9, 0.5 - 1e-5, 0.49, 0.51, 0.25, 0.75]
    points += [0.001, 0.000999, 0.01, 0.1, 0.9, 0.99, 0.999, 1 - 1e-6, 1 - 1e-12, 1 - 2.0**-53, 3.167e-5, 3.168e-5]
    points += [10.0**-i for i in range(4, 301, 8)] + [1e-300, 2.3e-308, 5e-324]
    points += [source.uniform(0, 1) for _ in range(60)] + [10 ** source.uniform(-40, 0) for _ in range(60)]
    points += [0.5 - 2.0**source.uniform(-50, -2) for _ in range(30)]
    write("normal_quantiles.csv", ["q", "upper_quantile"], [[repr(q), text(quantile(mpf(q)))] for q in points])


def pairs(source, values):
    """Double words: a double and a small one that it absorbs."""
    for hi in values:
        lo = hi * 2.0**-54 * source.uniform(-0.9, 0.9) if abs(hi) > 1e-200 and source.random() < 0.7 else 0.0
        yield hi, lo


def elementary():
    source = random.Random(20200104)
    values = [1.0, 1 + 2.0**-52, 1 - 2.0**-53, 2.0, 0.5, 0.7, 0.71, 1.41, 1.42, 1e-300, 5e-324, 1.7e308, 2.3e-308, 10.0]
    values += [1 + source.choice([-1, 1]) * 2.0**source.uniform(-52, -2) for _ in range(40)]
    values += [2.0**source.uniform(-1000, 1000) for _ in range(40)] + [source.uniform(0, 3) for _ in range(40)]
    rows = [[repr(hi), repr(lo), text(log(mpf(hi) + mpf(lo)))] for hi, lo in pairs(source, values)]
    write("logarithms.csv", ["hi", "lo", "logarithm"], rows)
    values = [1e-200, -1e-200, 1e-10, -1e-10, -0.29, 0.41, -0.2901, 0.4101, -0.999999, 1e10, 1e300]
    values += [source.choice([-1, 1]) * 2.0**source.uniform(-100, -0.01) for _ in range(60)]
    rows = [[repr(hi), repr(lo), text(log1p(mpf(hi) + mpf(lo)))] for hi, lo in pairs(source, values)]
    write("logarithms_of_one_plus.csv", ["hi", "lo", "logarithm"], rows)
    values = [0.0, 1e-200, -1e-200, 1e-20, 0.36, -0.36, 0.3601, -0.3601, 1.0, -1.0, 690.0, -600.0]
    values += [source.uniform(-600, 690) for _ in range(60)] + [source.uniform(-1, 1) for _ in range(60)]
    values += [source.choice([-1, 1]) * 2.0**source.uniform(-100, 0) for _ in range(40)]
    rows = []
    for hi, lo in pairs(source, values):
        x = mpf(hi) + mpf(lo)
        rows.append([repr(hi), repr(lo), text(exp(x)), text(expm1(x))])
    write("exponentials.csv", ["hi", "lo", "exponential", "less_one"], rows)
    values = list(range(0, 80)) + [100, 1000, 10000, 10**6, 10**8, 2**30, 2**32 - 1, 2**32]
    values += [int(2 ** source.uniform(6, 32)) for _ in range(60)]
    write("log_factorials.csv", ["n", "logarithm"], [[n, text(loggamma(n + 1) if n > 1 else mpf(0))] for n in values])
    named = [
        ("ln 2", log(2)), ("1/sqrt(2 pi)", 1 / sqrt(2 * pi)), ("ln(2 pi)/2", log(2 * pi) / 2),
    ]
    write("constants.csv", ["name", "value"], [[name, text(value)] for name, value in named])

SHAPES = [1.0, 1.0001, 1.5, 2.0, 2.5, 3.0, 4.0, 8.0, 64.0, 1000.0, 1025.0, 1e6, 2.0**30]


def generalized_distance(s, z):
    """1/2 - G(z) of the density s/(2 gamma(1/s)) exp(-t^s), z at least 0."""
    return gammainc(1 / mpf(s), 0, mpf(z) ** mpf(s)) / (2 * gamma(1 / mpf(s)))


def generalized_tail(s, z):
    """G(z), z at least 0."""
    power = mpf(z) ** mpf(s)
    if power < mpf(1) / 100:
        return mpf(1) / 2 - generalized_distance(s, z)
    return gammainc(1 / mpf(s), power) / (2 * gamma(1 / mpf(s)))


def generalized_tails():
    source = random.Random(20200106)
    rows = []
    for s in SHAPES:
        powers = [1e-40, 1e-33, 1e-30, 1e-9, 0.001, 0.3, 0.999999, 1.000001, 3.999999, 4.000001, 20.0, 300.0, 740.0]
        powers += [744.0]
        powers += [10 ** source.uniform(-6, 2.8) for _ in range(8)]
        points = [0.0, 5e-324, 1e-300, 1e-20, 0.5, 1.0] + [float(mpf(x) ** (1 / mpf(s))) for x in powers]
        for z in sorted(set(points)):
            tail = generalized_tail(s, z) if z else mpf(1) / 2
            rows.append([repr(s), repr(z), text(tail)])
            if z:
                rows.append([repr(s), repr(-z), text(1 - tail)])
    write("generalized_gaussian_tails.csv", ["shape", "z", "tail"], rows)


def generalized_quantile(s, q):
    """z with G(z) = q: a bracket in ln z^s, finished by Newton's method."""
    if q == 0.5:
        return mpf(0)
    if q > 0.5:
        return -generalized_quantile(s, 1 - q)
    s, density = mpf(s), 1 / (2 * gamma(1 + 1 / mpf(s)))
    distance = mpf(1) / 2 - q
    outer = q < 0.001

    def excess(z):
        return log(generalized_tail(s, z) / q) if outer else distance - generalized_distance(s, z)

    with_few = mp.dps
    mp.dps = 30
    low, high = log(distance / density), log(mpf(750)) / s
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(exp(middle)) > 0 else (low, middle)
    mp.dps = with_few
    z = exp((low + high) / 2)
    for _ in range(30):
        slope = density * exp(-(z**s)) / (generalized_tail(s, z) if outer else 1)
        step = excess(z) / slope
        z += step
        if abs(step) * s < mpf(10) ** -45 * z:
            # Quadratic: the next error is below 1e-80 of this one.
            return z
    raise ArithmeticError((s, q))


def generalized_quantiles():
    source = random.Random(20200107)
    rows = []
    for s in SHAPES:
        points = [0.5, 0.5 - 2.0**-54, 0.5 + 2.0**-53, 0.5 - 1e-12, 0.5 + 1e-12, 0.49, 0.75, 0.9, 0.99, 1 - 1e-6]
        points += [0.25, 0.1, 0.01, 0.001, 1e-6, 1e-12, 1e-40, 1e-150, 1e-300, 5e-324]
        points += [1 - 1e-12, 1 - 1e-15, 1 - 2.0**-53]
        points += [source.uniform(0, 1), 10 ** source.uniform(-30, 0), 0.5 - 2.0 ** source.uniform(-45, -2)]
        rows += [[repr(s), repr(q), text(generalized_quantile(s, mpf(q)))] for q in points]
    write("generalized_gaussian_quantiles.csv", ["shape", "q", "upper_quantile"], rows)


def gammas():
    source = random.Random(20200108)
    values = [1.0, 2.0, 0.5, 1.5, 2.0**-30, 1 + 2.0**-30, 1e-6, 1.46, 1 + 2.0**-52, 1 - 2.0**-53]
    values += [source.uniform(0, 2) for _ in range(30)]
    rows = [[repr(hi), repr(lo), text(gamma(mpf(hi) + mpf(lo)))] for hi, lo in pairs(source, values) if hi + lo <= 2]
    write("gammas.csv", ["hi", "lo", "gamma"], rows)

def powers():
    source = random.Random(20200109)
    rows = [[2.0, 1.0, 2.0], [4.0, -1.0, 2.0], [3072.0, 1.0, 3.0], [150528.0, -1.0, 2.0], [2.0**28, 63.0, 64.0]]
    rows += [[1e300, 0.8, 1.0], [1e-300, -5.0, 6.0], [1 + 2.0**-52, 1e10, 1.0], [5e-324, 0.5, 1.0], [7.0, 0.0, 3.0]]
    rows += [[1.0, 5.0, 3.0]]
    rows += [[2.0**source.uniform(-20, 28), source.uniform(-9, 9), source.uniform(0.5, 64)] for _ in range(40)]
    rows = [[repr(v), repr(n), repr(d), text(exp(log(mpf(v)) * mpf(n) / mpf(d)))] for v, n, d in rows]
    write("powers.csv", ["value", "numerator", "denominator", "power"], rows)
    cases = [(1, 2.0, 3.0), (3072, 2.0, 2.0), (3072, 3.0, 2.0), (3072, 2.0, 2 + 2.0**-51), (3072, 2.0, mpf("inf"))]
    cases += [(2**28, 1.0, mpf("inf")), (2**53, 1.0, 1e100), (3072, mpf("inf"), 2.0), (4, 1.0, 2.0)]
    cases += [(int(2 ** source.uniform(1, 28)), source.uniform(1, 8), source.uniform(1, 64)) for _ in range(30)]
    rows = []
    for d, outer, inner in cases:
        ratio = min(mpf(1), mpf(d) ** (1 / mpf(inner) - 1 / mpf(outer)))
        rows.append([d] + ["inf" if mpf(p) == mpf("inf") else repr(p) for p in (outer, inner)] + [text(ratio)])
    write("norm_ratios.csv", ["dimension", "outer", "inner", "ratio"], rows)


def divergence(complement, other):
    """h = -ln(1 - (sqrt(p1) - sqrt(p2))^2)."""
    p1, p2 = 1 - mpf(complement), mpf(other)
    with_few = mp.dps
    mp.dps = 800
    value = -log(1 - (sqrt(p1) - sqrt(p2)) ** 2) if complement > 1e-30 else -log(complement - p2 + 2 * sqrt(p1 * p2))
    mp.dps = with_few
    return +value


def divergences():
    source = random.Random(20200110)
    cases = [(0.5 - e, 0.5 - e) for e in [2.0**-54, 1e-15, 1e-12, 1e-9, 1e-4, 0.01, 0.1, 0.3, 0.4, 0.49]]
    cases += [(q, q) for q in [1e-3, 1e-6, 1e-12, 1e-17, 1e-40, 1e-150, 1e-300, 5e-324]]
    cases += [(q, 0.0) for q in [0.999, 0.5, 0.1, 1e-6, 1e-300, 5e-324, 1 - 2.0**-53]]
    cases += [(1e-3, 1e-5), (0.9, 0.05), (0.9, 1e-300), (1e-100, 1e-200), (1e-300, 1e-310), (0.4, 1e-9), (1e-20, 9e-21)]
    cases += [(0.5, 0.5 - 2.0**-54), (0.6, 0.3999999999), (0.1, 0.0999), (1 - 2.0**-53, 1e-17)]
    for _ in range(60):
        q = source.choice([source.uniform(0, 1), 10 ** source.uniform(-30, 0), 0.5 + 2.0 ** source.uniform(-40, -2)])
        cases.append((q, min(q, 1 - q) * source.choice([1 - 2.0 ** source.uniform(-50, 0), source.uniform(0, 1)])))
    rows = [[repr(q), repr(p), text(divergence(mpf(q), mpf(p)))] for q, p in cases]
    write("kullback_leibler.csv", ["one_minus_p1", "p2", "divergence"], rows)


def moment_polynomial(p, d, e):
    """Hayes 2020, equation 21."""
    total = mpf(0)
    for k in range(1, p + 1):
        both = 1 + (-1) ** (p - k)
        term = binomial(p, k) * both * gamma(mpf(p - k + 1) / p) * mpf(d) ** (1 - mpf(k) / p) * e**k
        total += term / (2 * gamma(mpf(1) / p))
    return total


def moment_polynomials():
    source = random.Random(20200111)
    rows = []
    for p in [1, 2, 3, 4, 5, 6, 7, 8, 13, 32, 63, 64]:
        for d in [1, 784, 3072, 150528, 2**28]:
            scale = source.choice([1.0, 0.25, 0.5, source.uniform(0.01, 9)])
            radius = scale * 10 ** source.uniform(-9, 0.5)
            value = moment_polynomial(p, d, mpf(radius) / mpf(scale))
            budget = 10 ** source.uniform(-20, 2)
            low, high = mpf(-300), mpf(8)
            mp.dps = 60
            for _ in range(230):
                middle = (low + high) / 2
                low, high = (middle, high) if moment_polynomial(p, d, exp(middle)) < budget else (low, middle)
            last = exp(low) * mpf(scale)
            mp.dps = 100
            rows.append([p, d, repr(scale), repr(radius), text(value), repr(budget), text(last)])
    write("moment_polynomials.csv", ["shape", "dimension", "scale", "radius", "value", "budget", "last_radius"], rows)


def probabilities(source):
    cases = [(0.5 - e, 0.5 - e) for e in [1e-15, 1e-12, 1e-9, 1e-4, 0.01, 0.1, 0.3, 0.4, 0.49]]
    cases += [(q, q) for q in [1e-3, 1e-6, 1e-12, 1e-17, 1e-40, 1e-100]]
    cases += [(1e-3, 1e-5), (0.9, 0.05), (0.6, 1e-100), (0.4, 1e-9), (1e-20, 9e-21), (0.6, 0.3999999999)]
    for _ in range(20):
        q = source.choice([source.uniform(0, 1), 10 ** source.uniform(-30, 0), 0.5 + 2.0 ** source.uniform(-40, -2)])
        cases.append((q, min(q, 1 - q) * source.choice([1 - 2.0 ** source.uniform(-50, 0), source.uniform(0, 1)])))
    return cases


def other_divergences():
    """What a change of the class needs in four other divergences, and half the logarithm of the ratio."""
    source = random.Random(20200112)
    rows = []
    mp.dps = 400
    for q, p in probabilities(source):
        p1, p2 = 1 - mpf(q), mpf(p)
        gap = (sqrt(p1) - sqrt(p2)) ** 2
        square = (p1 - p2) ** 2
        values = [square / (p1 + p2 - square), 1 - sqrt(1 - gap / 2), -log(1 - gap / 2) / 2, (p1 - p2) / 2]
        rows.append([repr(q), repr(p)] + [text(value) for value in values + [log(p1 / p2) / 2]])
    mp.dps = 100
    header = ["one_minus_p1", "p2", "chi_squared", "squared_hellinger", "bhattacharyya", "total_variation"]
    write("other_divergences.csv", header + ["half_log_ratio"], rows)


def renyi_divergences():
    source = random.Random(20200113)
    rows = []
    mp.dps = 400
    for q, p in probabilities(source):
        for a in [0.125, 0.5, 1 - 2.0**-24, 1.0, 1.5, source.uniform(1, 100), 100.0]:
            p1, p2, b = 1 - mpf(q), mpf(p), 1 - mpf(a)
            mean = exp(log((p1**b + p2**b) / 2) / b) if b else sqrt(p1 * p2)
            rows.append([repr(a), repr(q), repr(p), text(-log(1 - p1 - p2 + 2 * mean))])
    mp.dps = 100
    write("renyi_divergences.csv", ["order", "one_minus_p1", "p2", "divergence"], rows)


def privacy_radii():
    source = random.Random(20200114)
    rows = []
    mp.dps = 400
    for q, p in probabilities(source):
        p1, p2 = 1 - mpf(q), mpf(p)
        most = min(mpf(1), log(p1 / p2) / 2)
        for beta in [float(most) * source.uniform(0.01, 0.95), float(most) * 1e-6, float(most) / 2]:
            delta = (p1 - exp(2 * mpf(beta)) * p2) / (1 + exp(mpf(beta)))
            rows.append([repr(beta), repr(q), repr(p), text(mpf(beta) / sqrt(2 * log(mpf(1.25) / delta)))])
    mp.dps = 100
    write("privacy_radii.csv", ["beta", "one_minus_p1", "p2", "radius"], rows)


def odd_divergence(s, d, e):
    """d E(|Z+t|^s - |Z|^s), t = e d^(-1/s), by the binomial formula on either side of |z| = t."""
    t = e * mpf(d) ** (-1 / mpf(s))
    x, total = t**s, mpf(0)
    for k in range(1, s + 1):
        if (s - k) % 2:
            total += binomial(s, k) * gamma(mpf(s - k + 1) / s) * t**k
    for j in range(s + 1):
        total += (-1) ** j * binomial(s, j) * t ** (s - j) * gammainc(mpf(j + 1) / s, 0, x)
    return d * total / gamma(mpf(1) / s)


def shift_divergences():
    """Divergences of shifted noises: shape 0 stands for the total variation of N(0,1), 1 for Laplace noise."""
    source = random.Random(20200115)
    rows = []
    for s in [0, 1, 3, 5, 7, 13, 31, 63]:
        for d in [1] if s < 2 else [1, 2, 784, 150528, 2**28]:
            for _ in range(8 if s < 2 else 3):
                scale = source.choice([1.0, 0.25, source.uniform(0.01, 9)])
                most = 7 if s == 0 else 300 if s == 1 else min(1000, (20 * d) ** (1 / s))
                ratio = most * 10 ** source.choice([source.uniform(-9, 0), source.uniform(-1, 0)])
                radius = scale * ratio
                e = mpf(radius) / mpf(scale)
                mp.dps = 400
                if s == 0:
                    value = 1 - erfc(e / (2 * sqrt(mpf(2))))
                elif s == 1:
                    value = e + exp(-e) - 1
                else:
                    value = odd_divergence(s, d, e)
                mp.dps = 100
                rows.append([s, d, repr(scale), repr(radius), text(value)])
    write("shift_divergences.csv", ["shape", "dimension", "scale", "radius", "value"], rows)


def chain_of(p):
    return [k for k in range(1, p + 1) if (p - k) % 2 == 0]


def joint_coefficient(p, k):
    """c_k of Hayes 2020, equation 23."""
    return binomial(p, k) * gamma(mpf(p - k + 1) / p) / gamma(mpf(1) / p)


def moment_sums():
    source = random.Random(20200112)
    rows = []
    for p in [1, 2, 3, 4, 5, 6, 7, 8, 13, 32, 63, 64]:
        for spread in [0.0, 0.5, 9.0]:
            scale = source.choice([1.0, 0.25, source.uniform(0.01, 9)])
            limits = sorted((scale * 10 ** source.uniform(-spread, 0.3) for _ in chain_of(p)), reverse=True)
            total = sum(joint_coefficient(p, k) * (mpf(e) / mpf(scale)) ** k for k, e in zip(chain_of(p), limits))
            rows.append([p, repr(scale), " ".join(repr(e) for e in limits), text(total)])
    write("moment_sums.csv", ["shape", "scale", "limits", "sum"], rows)


def scales():
    """The scale of a generalized Gaussian law from its standard deviation."""
    rows = []
    for shape in [1.0, 1.01, 1.5, 1.9999, 2.0, 2.5, 3.0, 3.7, 8.0, 64.0, 1000.0, 2.0**20, 2.0**30]:
        for deviation in [0.25, 1.0, 3.3e-9, 7e12]:
            scale = mpf(deviation) * sqrt(gamma(1 / mpf(shape)) / gamma(3 / mpf(shape)))
            rows.append([repr(deviation), repr(shape), text(scale)])
    write("scales.csv", ["standard_deviation", "shape", "scale"], rows)


def block(blocks, price):
    """The points t at which each block's share of the price is its weight, by Newton's method from above."""
    points = []
    for weight, terms in blocks:
        t = min((log(weight / (price * k * c)) / k - offset for k, c, offset in terms))
        for _ in range(200):
            parts = [price * k * c * exp(k * (t + offset)) for k, c, offset in terms]
            step = log(sum(parts) / weight) * sum(parts) / sum(k * part for (k, _, _), part in zip(terms, parts))
            t -= step
            if abs(step) < mpf(10) ** -40:
                break
        points.append(t)
    return points


def weighted_limits(p, d, budget, weights):
    """The best limits over the scale: every way to tie neighbours is tried until one is a Kuhn-Tucker point."""
    ks, cs = chain_of(p), [joint_coefficient(p, k) for k in chain_of(p)]
    most = [(mpf(1) / k - mpf(1) / (k + 2)) * log(d) for k in ks[:-1]]
    for ties in itertools.product(("free", "low", "high"), repeat=len(most)):
        blocks, members = [], []
        for i in reversed(range(len(ks))):
            if i == len(ks) - 1 or ties[i] == "free":
                blocks.append([mpf(0), []])
                members.append([])
                offset = mpf(0)
            elif ties[i] == "high":
                offset += most[i]
            blocks[-1][0] += mpf(weights[i])
            blocks[-1][1].append((ks[i], cs[i], offset))
            members[-1].append(i)

        def logs(price):
            result = [None] * len(ks)
            for t, (_, terms), indices in zip(block(blocks, price), blocks, members):
                for i, (_, _, offset) in zip(indices, terms):
                    result[i] = t + offset
            return result

        low, high = mpf(-400), mpf(400)
        for _ in range(170):
            middle = (low + high) / 2
            over = sum(c * exp(k * y) for k, c, y in zip(ks, cs, logs(exp(middle)))) > budget
            low, high = (middle, high) if over else (low, middle)
        price, y = exp(high), logs(exp(high))
        tiny, multiplier, fits = mpf(10) ** -30, mpf(0), True
        for i, tie in enumerate(ties):
            multiplier += mpf(weights[i]) - price * ks[i] * cs[i] * exp(ks[i] * y[i])
            fits &= -tiny <= y[i] - y[i + 1] <= most[i] + tiny
            fits &= {"free": True, "low": multiplier <= tiny, "high": multiplier >= -tiny}[tie]
        if fits:
            return ties, [exp(value) for value in y]
    raise ValueError("no Kuhn-Tucker point")


def joint_regions():
    source = random.Random(20200113)
    rows = []
    mp.dps = 50
    for p in [3, 4, 5, 6, 7, 8]:
        for d in [2, 784, 3072, 2**28]:
            for budget in [10 ** source.uniform(-12, -3), source.uniform(0.1, 5), source.uniform(5, 400)]:
                scale = source.choice([1.0, 0.25, source.uniform(0.01, 9)])
                weights = [10 ** source.uniform(-2, 2) for _ in chain_of(p)]
                ties, ratios = weighted_limits(p, d, mpf(budget), weights)
                limits = [mpf(scale) * ratio for ratio in ratios]
                rows.append([p, d, repr(scale), repr(budget), " ".join(map(repr, weights)), " ".join(ties),
                             " ".join(nstr(limit, 30) for limit in limits)])
    mp.dps = 100
    write("joint_regions.csv", ["shape", "dimension", "scale", "threshold", "weights", "ties", "limits"], rows)


if __name__ == "__main__":
    elementary()
    gammas()
    powers()
    normal_tails()
    normal_quantiles()
    generalized_tails()
    generalized_quantiles()
    divergences()
    moment_polynomials()
    other_divergences()
    renyi_divergences()
    privacy_radii()
    shift_divergences()
    moment_sums()
    scales()
    joint_regions()
    binomial_tails()
    clopper_pearson()
    hoeffding()
    anytime()
