namespace Smoothing.Numerics;

/// <summary>The tail of N(0,1) as one of the unit tails.</summary>
internal sealed class StandardNormalTail : UnitTail
{
    /// <inheritdoc/>
    public override double Most => NormalTail.Most;

    /// <inheritdoc/>
    public override double LowerBound(double z) => NormalTail.LowerBound(z);

    /// <inheritdoc/>
    public override double UpperBound(double z) => NormalTail.UpperBound(z);

    private protected override double Guess(double q) => NormalQuantile.Guess(q);
}
