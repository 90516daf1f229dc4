namespace Smoothing.Numerics;

/// <summary>The scale σ of a generalized Gaussian law from its standard deviation: σ² = sd² Γ(1/s)/Γ(3/s).</summary>
/// <remarks>See PROOFS.md, "Scale of a standard deviation".</remarks>
public static class GeneralizedGaussianScale
{
    // 2^-90.
    private const double Margin = 8.077935669463161e-28;

    /// <summary>A scale whose standard deviation is at most a given one.</summary>
    /// <param name="standardDeviation">In [1e-100, 1e100].</param>
    /// <param name="shape">s, in [1, 2^30].</param>
    /// <returns>A number at most the scale of exactly that standard deviation, and within two ulp of it.</returns>
    public static double LowerBound(double standardDeviation, double shape)
    {
        Require.Within(standardDeviation, 1e-100, 1e100);
        Require.Within(shape, 1, GeneralizedGaussianTail.MostShape);
        var ratio = Gamma.Of(DoubleDouble.One / shape) / GammaUpToThree(DoubleDouble.FromDouble(3) / shape);
        return (DoubleDouble.Sqrt(ratio) * standardDeviation).RoundedDown(Margin);
    }

    private static DoubleDouble GammaUpToThree(DoubleDouble x) =>
        x.Hi > 2 ? (x - 1.0) * Gamma.Of(x - 1.0) : Gamma.Of(x);
}
