namespace Smoothing.Numerics;

/// <summary>The arc sine of a square root in double-word arithmetic: the same bits on every platform.</summary>
/// <remarks>See PROOFS.md, "Mixture ratio".</remarks>
internal static class ArcSine
{
    /// <summary>What every result may be off by, relative to itself: 2^-96.</summary>
    internal const double RelativeError = 1.2621774483536189e-29;

    // 2^-110.
    private const double Cut = 7.703719777548943e-34;

    /// <summary>asin √y, y + complement = 1 exactly, neither below 2^-800.</summary>
    internal static DoubleDouble OfRoot(DoubleDouble y, DoubleDouble complement) =>
        y <= complement ? Series(y) : Constants.Pi.Scaled(-1) - Series(complement);

    // √y (1 + 1/2 y/3 + (1·3)/(2·4) y²/5 + ...), y at most 1/2.
    private static DoubleDouble Series(DoubleDouble y)
    {
        var sum = DoubleDouble.One;
        var power = DoubleDouble.One;
        for (var k = 1; power.Hi > Cut; k++)
        {
            power = power * y * ((2.0 * k) - 1) / (2.0 * k);
            sum += power / ((2.0 * k) + 1);
        }

        return DoubleDouble.Sqrt(y) * sum;
    }
}
