namespace Smoothing.Numerics;

/// <summary>
/// The integral of t^(c-½) (1-t)^(n-c-½) over (0, y), over y^(c+½) (1-y)^(n-c+½) / (c+½): 1 + r(0) + r(0) r(1) + ...,
/// with r(j) = (n+1+j) / (c+3/2+j) y.
/// </summary>
/// <remarks>See PROOFS.md, "Mixture ratio".</remarks>
internal static class BetaSeries
{
    // 2^-60 of the sum is where the terms stop; 2^-58 pays for the rest and for the roundings of the sum.
    private const double Cut = 8.673617379884035e-19;
    private const double Margin = 4 * Cut;

    // 1 / (1-u)³ - 1 for the three roundings of each step, u = 2^-53.
    private const double Outward = 3.34e-16;

    // 2^-80, for 15u² a step.
    private const double StepErrors = 8.271806125530277e-25;

    // Where the sum is enough for every error, so that it does not overflow.
    private const double Enough = 1e220;

    /// <summary>A number at least the sum. y at most c/n, so that it does not overflow, and below 1.</summary>
    internal static DoubleDouble UpperBound(double c, double n, DoubleDouble y)
    {
        var outward = y.RoundedUp(Outward);
        var sum = DoubleDouble.One;
        var term = 1.0;
        for (var j = 0.0; ; j++)
        {
            var ratio = (n + 1 + j) / (c + 1.5 + j) * outward;
            var next = term * ratio;
            // Later ratios are at most this one, or tend to y from below.
            if (next <= Cut * (1 - Math.Max(ratio, outward)) * sum.Hi)
            {
                return sum.Raised(Margin);
            }

            term = next;
            sum += term;
        }
    }

    /// <summary>A number at most the sum, or beyond 1e200 where the sum is. y at most 1/2.</summary>
    internal static DoubleDouble LowerBound(double c, double n, DoubleDouble y)
    {
        var sum = DoubleDouble.One;
        var term = DoubleDouble.One;
        for (var j = 0.0; sum.Hi < Enough; j++)
        {
            var ratio = (n + 1 + j) / (c + 1.5 + j) * y.Hi;
            term = term * y * (n + 1 + j) / (c + 1.5 + j);
            sum += term;
            // What is left out only lowers the sum, here by less than 2^-100 of it.
            if (ratio < 0.75 && term.Hi < 1e-31 * sum.Hi)
            {
                break;
            }
        }

        return sum.Lowered(StepErrors);
    }
}
