namespace Smoothing.Numerics;

/// <summary>Bounds of the upper tail G(z) = P(Z > z) of a law symmetric about 0, and of its quantile.</summary>
/// <remarks>
/// The laws are of unit scale: a noise of scale σ has the quantile σ z. Every bound of a quantile ends exactly on a
/// condition that anybody can evaluate, and the upper quantile of q is minus that of 1-q without the loss of rounding
/// 1-q. See PROOFS.md, "Unit tails".
/// </remarks>
public abstract class UnitTail
{
    private protected UnitTail()
    {
    }

    /// <summary>The standard normal law, N(0,1): the same numbers as <see cref="NormalTail"/>.</summary>
    public static UnitTail StandardNormal { get; } = new StandardNormalTail();

    /// <summary>The uniform law on [-1, 1]: G(z) = (1-z)/2.</summary>
    public static UnitTail Uniform { get; } = new UniformTail();

    /// <summary>The largest |z|: the tail beyond it is below the smallest double.</summary>
    public abstract double Most { get; }

    /// <summary>A bound of the upper tail from below.</summary>
    /// <param name="z">In [-<see cref="Most"/>, <see cref="Most"/>].</param>
    /// <returns>A number at most G(z), rounded down once.</returns>
    public abstract double LowerBound(double z);

    /// <summary>A bound of the upper tail from above.</summary>
    /// <param name="z">In [-<see cref="Most"/>, <see cref="Most"/>].</param>
    /// <returns>A number at least G(z), rounded up once.</returns>
    public abstract double UpperBound(double z);

    /// <summary>Whether a number is at most the upper quantile, the z with G(z) = q.</summary>
    /// <param name="z">In [-<see cref="Most"/>, <see cref="Most"/>].</param>
    /// <param name="q">In (0, 1).</param>
    /// <returns>True only if G(z) is at least q.</returns>
    public bool IsAtMostUpperTailQuantile(double z, double q)
    {
        Require.OpenUnit(q);
        return LowerBound(z) >= q;
    }

    /// <summary>Whether a number is at least the upper quantile, the z with G(z) = q.</summary>
    /// <param name="z">In [-<see cref="Most"/>, <see cref="Most"/>].</param>
    /// <param name="q">In (0, 1).</param>
    /// <returns>True only if G(z) is at most q.</returns>
    public bool IsAtLeastUpperTailQuantile(double z, double q)
    {
        Require.OpenUnit(q);
        return UpperBound(z) <= q;
    }

    /// <summary>A number that the upper quantile is not below.</summary>
    /// <param name="q">In (0, 1).</param>
    /// <returns>
    /// A number at most the z with G(z) = q: a double for which <see cref="IsAtMostUpperTailQuantile"/> holds and after
    /// which it fails.
    /// </returns>
    public double UpperTailLowerBound(double q)
    {
        Require.OpenUnit(q);
        return Bracket.LastTrue(new IsAtMost(this, q), -Most, Most, Guess(q));
    }

    /// <summary>A number that the upper quantile is not above.</summary>
    /// <param name="q">In (0, 1).</param>
    /// <returns>
    /// A number at least the z with G(z) = q: a double for which <see cref="IsAtLeastUpperTailQuantile"/> holds and
    /// before which it fails.
    /// </returns>
    public double UpperTailUpperBound(double q)
    {
        Require.OpenUnit(q);
        return Bracket.FirstTrue(new IsAtLeast(this, q), -Most, Most, Guess(q));
    }

    /// <summary>About the z with G(z) = q: where a bracket starts, for speed only.</summary>
    private protected abstract double Guess(double q);

    private readonly record struct IsAtMost(UnitTail Tail, double Probability) : ICondition
    {
        public bool Holds(double value) => Tail.LowerBound(value) >= Probability;
    }

    private readonly record struct IsAtLeast(UnitTail Tail, double Probability) : ICondition
    {
        public bool Holds(double value) => Tail.UpperBound(value) <= Probability;
    }
}
