"""The loop of randomized smoothing's first implementation: for each input a Clopper-Pearson bound by statsmodels and
a quantile by scipy (Cohen, Rosenfeld and Kolter, 2019, algorithm CERTIFY), one input after another.

Reads lines of counts of the top class from standard input; answers each line with the processor time and the clock
time that the loop took, in seconds, and with the sum of the radii.
"""
import sys
import time

from scipy.stats import beta, norm

try:
    from statsmodels.stats.proportion import proportion_confint
    LIBRARY = "statsmodels"
except ImportError:
    LIBRARY = "scipy"


def lower_confidence_bound(count, draws, alpha):
    if LIBRARY == "statsmodels":
        return proportion_confint(count, draws, alpha=2 * alpha, method="beta")[0]
    return beta.ppf(alpha, count, draws - count + 1)


def certify(count, draws, alpha, sigma):
    lower = lower_confidence_bound(count, draws, alpha)
    return 0.0 if lower < 0.5 else sigma * norm.ppf(lower)


def main():
    draws, alpha, sigma = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    print(LIBRARY, flush=True)
    for line in sys.stdin:
        counts = [int(word) for word in line.split()]
        wall, processor = time.perf_counter(), time.process_time()
        total = 0.0
        for count in counts:
            total += certify(count, draws, alpha, sigma)
        print(time.process_time() - processor, time.perf_counter() - wall, total, flush=True)


if __name__ == "__main__":
    main()
