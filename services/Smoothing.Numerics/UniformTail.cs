namespace Smoothing.Numerics;

/// <summary>The tail of the uniform law on [-1, 1], (1-z)/2: exact up to one rounding.</summary>
internal sealed class UniformTail : UnitTail
{
    /// <inheritdoc/>
    public override double Most => 1;

    /// <inheritdoc/>
    public override double LowerBound(double z)
    {
        Require.Within(z, -Most, Most);
        return Directed.SubtractDown(1, z) / 2;
    }

    /// <inheritdoc/>
    public override double UpperBound(double z)
    {
        Require.Within(z, -Most, Most);
        return Directed.SubtractUp(1, z) / 2;
    }

    private protected override double Guess(double q) => 1 - (2 * q);
}
