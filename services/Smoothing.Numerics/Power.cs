namespace Smoothing.Numerics;

/// <summary>Real powers of positive numbers: the same bits on every platform.</summary>
/// <remarks>See PROOFS.md, "Powers".</remarks>
public static class Power
{
    /// <summary>What a result of <see cref="Of"/> may be off by, relative to itself: 2^-87.</summary>
    internal const double RelativeError = 6.462348535570529e-27;

    // Of the logarithm of a result, so that the exponential is in its range.
    private const double MostLogarithm = 590;

    /// <summary>A bound of a power from below, the exponent being a quotient.</summary>
    /// <param name="value">Positive and finite.</param>
    /// <param name="numerator">0, or of a magnitude in [1e-100, 1e100].</param>
    /// <param name="denominator">Of a magnitude in [1e-100, 1e100].</param>
    /// <returns>
    /// A double at most value^(numerator/denominator), and within two ulp of it. The power must be in [e^-590, e^590].
    /// </returns>
    public static double LowerBound(double value, double numerator, double denominator) =>
        IsOne(value, numerator)
            ? 1
            : Of(value, Exponent(numerator, denominator)).RoundedDown(RelativeError);

    /// <summary>A bound of a power from above, the exponent being a quotient.</summary>
    /// <param name="value">Positive and finite.</param>
    /// <param name="numerator">0, or of a magnitude in [1e-100, 1e100].</param>
    /// <param name="denominator">Of a magnitude in [1e-100, 1e100].</param>
    /// <returns>
    /// A double at least value^(numerator/denominator), and within two ulp of it. The power must be in [e^-590, e^590].
    /// </returns>
    public static double UpperBound(double value, double numerator, double denominator) =>
        IsOne(value, numerator)
            ? 1
            : Of(value, Exponent(numerator, denominator)).RoundedUp(RelativeError);

    /// <summary>
    /// value^exponent within <see cref="RelativeError"/> of it, if the exponent is within 16u² of what it stands for.
    /// </summary>
    internal static DoubleDouble Of(double value, DoubleDouble exponent)
    {
        Require.Positive(value);
        var logarithm = Logarithm.Of(value) * exponent;
        if (!(Math.Abs(logarithm.Hi) <= MostLogarithm))
        {
            throw new ArgumentOutOfRangeException(
                nameof(exponent), exponent, "exponent must be such that the power is in [e^-590, e^590].");
        }

        return Exponential.Of(logarithm);
    }

    // Exactly one, which a margin would move.
    private static bool IsOne(double value, double numerator)
    {
        Require.Positive(value);
        return value == 1 || numerator == 0;
    }

    private static DoubleDouble Exponent(double numerator, double denominator)
    {
        RequireMiddle(numerator, nameof(numerator));
        RequireMiddle(denominator, nameof(denominator));
        return DoubleDouble.FromDouble(numerator) / denominator;
    }

    private static void RequireMiddle(double value, string name)
    {
        if (!(Math.Abs(value) is >= 1e-100 and <= 1e100))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be of a magnitude in [1e-100, 1e100].");
        }
    }
}
