using System.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>Draws of three classes whose probabilities have one denominator: all outcomes, in whole numbers.</summary>
internal static class Trinomial
{
    /// <summary>All probabilities (A, B, C) over a denominator.</summary>
    internal static IEnumerable<(int A, int B, int C)> Truths(int denominator) =>
        from a in Enumerable.Range(0, denominator + 1)
        from b in Enumerable.Range(0, denominator + 1 - a)
        select (a, b, denominator - a - b);

    /// <summary>The probability of the outcomes that are chosen, times denominator^draws.</summary>
    internal static BigInteger Sum(int draws, (int A, int B, int C) truth, Func<int, int, int, bool> chosen)
    {
        var sum = BigInteger.Zero;
        var chooseA = BigInteger.One;
        for (var a = 0; a <= draws; a++)
        {
            var chooseB = chooseA;
            for (var b = 0; b <= draws - a; b++)
            {
                var c = draws - a - b;
                if (chosen(a, b, c))
                    sum += chooseB * Power(truth.A, a) * Power(truth.B, b) * Power(truth.C, c);
                chooseB = chooseB * (draws - a - b) / (b + 1);
            }

            chooseA = chooseA * (draws - a) / (a + 1);
        }

        return sum;
    }

    private static BigInteger Power(int value, int exponent) => BigInteger.Pow(value, exponent);
}
