namespace Smoothing.Numerics;

/// <summary>The logarithm of a binomial coefficient: what the masses of one count have in common.</summary>
internal readonly record struct BinomialCoefficient
{
    /// <summary>n over k.</summary>
    internal BinomialCoefficient(long k, long n)
    {
        (Successes, Draws) = (k, n);
        var all = LogFactorial.Of(n);
        var chosen = LogFactorial.Of(k);
        var others = LogFactorial.Of(n - k);
        Logarithm = all - chosen - others;
        Magnitude = all.Hi + chosen.Hi + others.Hi;
    }

    /// <summary>k.</summary>
    internal long Successes { get; }

    /// <summary>n.</summary>
    internal long Draws { get; }

    /// <summary>ln n! - ln k! - ln (n-k)!.</summary>
    internal DoubleDouble Logarithm { get; }

    /// <summary>The sum of the three.</summary>
    internal double Magnitude { get; }
}
