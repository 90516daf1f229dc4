namespace Smoothing.Numerics;

/// <summary>Bounds of the upper quantile of the standard normal law, the z with Q(z) = P(N(0,1) > z) = q.</summary>
/// <remarks>
/// q is the probability above: -Φ⁻¹(q) = Φ⁻¹(1-q), without the loss of rounding 1-q. Every bound ends exactly on a
/// condition that anybody can evaluate. See PROOFS.md, "Normal quantile".
/// </remarks>
public static partial class NormalQuantile
{
    /// <summary>Whether a number is at most the upper quantile.</summary>
    /// <param name="z">In [-40, 40].</param>
    /// <param name="q">In (0, 1).</param>
    /// <returns>True only if Q(z) is at least q, that is z at most -Φ⁻¹(q).</returns>
    public static bool IsAtMostUpperTailQuantile(double z, double q)
    {
        Require.OpenUnit(q);
        return NormalTail.LowerBound(z) >= q;
    }

    /// <summary>Whether a number is at least the upper quantile.</summary>
    /// <param name="z">In [-40, 40].</param>
    /// <param name="q">In (0, 1).</param>
    /// <returns>True only if Q(z) is at most q, that is z at least -Φ⁻¹(q).</returns>
    public static bool IsAtLeastUpperTailQuantile(double z, double q)
    {
        Require.OpenUnit(q);
        return NormalTail.UpperBound(z) <= q;
    }

    /// <summary>A number that the upper quantile is not below.</summary>
    /// <param name="q">In (0, 1).</param>
    /// <returns>
    /// A number at most -Φ⁻¹(q): a double for which <see cref="IsAtMostUpperTailQuantile"/> holds and after which it
    /// fails.
    /// </returns>
    public static double UpperTailLowerBound(double q)
    {
        Require.OpenUnit(q);
        return UnitTail.StandardNormal.UpperTailLowerBound(q);
    }

    /// <summary>A number that the upper quantile is not above.</summary>
    /// <param name="q">In (0, 1).</param>
    /// <returns>
    /// A number at least -Φ⁻¹(q): a double for which <see cref="IsAtLeastUpperTailQuantile"/> holds and before which it
    /// fails.
    /// </returns>
    public static double UpperTailUpperBound(double q)
    {
        Require.OpenUnit(q);
        return UnitTail.StandardNormal.UpperTailUpperBound(q);
    }
}
