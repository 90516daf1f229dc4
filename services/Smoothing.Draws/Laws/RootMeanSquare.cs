using System.Numerics;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Laws;

/// <summary>Standard deviations, as the nearest doubles, by whole-number arithmetic.</summary>
internal static class RootMeanSquare
{
    // No mean square below errs by more than 7 units and none is below 1/3, so a root errs by less than 8.
    private const int RootError = 8;

    /// <summary>scale · √2.</summary>
    public static double OfLaplace(double scale) => Nearest(scale, f => 2 * f.One);

    /// <summary>half width / √3.</summary>
    public static double OfUniform(double halfWidth) => Nearest(halfWidth, f => f.One / 3);

    /// <summary>scale · √(Γ(3a) / Γ(a)) = scale · √(Γ(1 + 3a) / (3 Γ(1 + a))) with a = 1 / shape.</summary>
    public static double OfGeneralizedGaussian(double scale, double shape)
    {
        var (top, bottom) = Binary64.Fraction(shape);
        // Either gamma function errs by 2 units at most and is at least 0.885; the quotient is at most 2.
        return Nearest(scale, f => f.Divide(
            GammaFunction.OfOnePlus(3 * bottom, top, f.Bits), 3 * GammaFunction.OfOnePlus(bottom, top, f.Bits)));
    }

    private static double Nearest(double scale, Func<FixedPoint, BigInteger> meanSquare)
    {
        var (top, bottom) = Binary64.Fraction(scale);
        for (var bits = 128; ; bits *= 2)
        {
            var arithmetic = new FixedPoint(bits);
            var root = arithmetic.SquareRoot(meanSquare(arithmetic));
            var unit = bottom << bits;
            var (low, high) = (
                Binary64.Nearest(top * (root - RootError), unit), Binary64.Nearest(top * (root + RootError), unit));
            if (low.Equals(high))
                return low;
        }
    }
}
