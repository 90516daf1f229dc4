using System.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>Exact binomial probabilities: every double is a whole number over a power of two.</summary>
internal static class Dyadic
{
    /// <summary>Whether P(X at least k) is at most the error, X of n draws. No rounding.</summary>
    internal static bool TailIsAtMost(int k, int n, double probability, double error)
    {
        var (tail, shift) = Tail(k, n, probability);
        var (numerator, errorShift) = Parts(error);
        return tail << errorShift <= numerator << shift;
    }

    /// <summary>P(X at least k) as a whole number over 2^shift.</summary>
    internal static (BigInteger Numerator, int Shift) Tail(int k, int n, double probability)
    {
        var (success, shift) = Parts(probability);
        var failure = (BigInteger.One << shift) - success;
        // Horner in the odds would divide; powers of both are built once instead.
        var failures = new BigInteger[n + 1];
        failures[0] = BigInteger.One;
        for (var i = 1; i <= n; i++)
            failures[i] = failures[i - 1] * failure;
        var (sum, choose, power) = (BigInteger.Zero, BigInteger.One, BigInteger.One);
        for (var j = 0; j <= n; j++)
        {
            if (j >= k)
                sum += choose * power * failures[n - j];
            choose = choose * (n - j) / (j + 1);
            power *= success;
        }

        return (sum, shift * n);
    }

    /// <summary>A probability as a whole number over 2^shift.</summary>
    internal static (BigInteger Numerator, int Shift) Parts(double value)
    {
        Assert.InRange(value, 0, 1);
        var shift = value == 0 ? 0 : 52 - Math.ILogB(value);
        return ((BigInteger)Math.ScaleB(value, shift), shift);
    }

    /// <summary>P(some class is counted at least k times), all classes being equally likely; a quotient.</summary>
    internal static (BigInteger Numerator, BigInteger Denominator) SomeCountIsAtLeast(int k, int n, int classes)
    {
        // ways[m]: sequences of m draws, over the classes so far, with every count below k.
        var ways = new BigInteger[n + 1];
        ways[0] = BigInteger.One;
        for (var c = 0; c < classes; c++)
            ways = [.. Enumerable.Range(0, n + 1).Select(m => Sum(m, Math.Min(m, k - 1), ways))];
        var all = BigInteger.Pow(classes, n);
        return (all - ways[n], all);
    }

    private static BigInteger Sum(int draws, int most, BigInteger[] ways)
    {
        var (sum, choose) = (BigInteger.Zero, BigInteger.One);
        for (var j = 0; j <= most; j++)
        {
            sum += choose * ways[draws - j];
            choose = choose * (draws - j) / (j + 1);
        }

        return sum;
    }
}
