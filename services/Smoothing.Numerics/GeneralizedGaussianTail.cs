namespace Smoothing.Numerics;

/// <summary>The tail of the generalized Gaussian law GN(0,1,s), of density s/(2Γ(1/s)) exp(-|t|^s).</summary>
/// <remarks>
/// s = 1 is the Laplace law; s = 2 is N(0,½), whose standard deviation is 1/√2; for growing s the law tends to the
/// uniform one on [-1, 1]. See PROOFS.md, "Generalized Gaussian tail".
/// </remarks>
public sealed partial class GeneralizedGaussianTail : UnitTail
{
    /// <summary>The largest shape: 2^30. The law is then within 1e-9 of the uniform one.</summary>
    public const double MostShape = 1073741824;

    // What the distance from the centre may be off by, 2^-91, and the tail beyond the crossing, 2^-84.
    private const double CentreMargin = 4.0389678347315804e-28;
    private const double TailMargin = 5.169878828456423e-26;

    // Beyond this power the tail is below the smallest double, whatever the shape.
    private const double MostPower = 746;

    private readonly DoubleDouble _inverse;
    private readonly DoubleDouble _oneLessInverse;
    private readonly DoubleDouble _density;
    private readonly DoubleDouble _tailFactor;
    private readonly double _crossing;

    /// <summary>The tail of one shape; what depends on the shape alone is computed here.</summary>
    /// <param name="shape">s, in [1, 2^30].</param>
    public GeneralizedGaussianTail(double shape)
    {
        Require.Within(shape, 1, MostShape);
        Shape = shape;
        _inverse = DoubleDouble.One / shape;
        _oneLessInverse = DoubleDouble.FromSum(shape, -1) / shape;
        _density = 0.5 / Gamma.OfOnePlus(_inverse);
        _tailFactor = _density * _inverse;
        _crossing = shape <= 1024 ? 4 : 1;
        Most = Root(MostPower);
        _logTailFactor = Logarithm.Of(_tailFactor);
        _placeOfCrossing = Root(_crossing);
        _tailAtCrossing = LowerBound(_placeOfCrossing);
    }

    /// <summary>The shape s.</summary>
    public double Shape { get; }

    /// <inheritdoc/>
    public override double Most { get; }

    /// <inheritdoc/>
    /// <returns>
    /// A number at most G(z): a value within 2^-70 of it relatively for shapes up to 2^16 (2^-57 up to 2^30) and, next
    /// to 0, within 2^-90 of 1/2 - G(z) relatively, rounded down once.
    /// </returns>
    public override double LowerBound(double z)
    {
        Require.Within(z, -Most, Most);
        var power = Power(Math.Abs(z));
        if (power.Hi <= _crossing)
        {
            return Directed.AddDown(0.5, -FromCentre(z, power).Raised(CentreMargin));
        }

        return z > 0 ? LowerBeyond(z, power).RoundedDown(0) : Directed.AddDown(1, -UpperBeyond(-z, power).Raised(0));
    }

    /// <inheritdoc/>
    /// <returns>
    /// A number at least G(z): a value within 2^-70 of it relatively for shapes up to 2^16 (2^-57 up to 2^30) and, next
    /// to 0, within 2^-90 of 1/2 - G(z) relatively, rounded up once.
    /// </returns>
    public override double UpperBound(double z)
    {
        Require.Within(z, -Most, Most);
        var power = Power(Math.Abs(z));
        if (power.Hi <= _crossing)
        {
            return Directed.AddUp(0.5, -FromCentre(z, power).Lowered(CentreMargin));
        }

        return z > 0 ? UpperBeyond(z, power).RoundedUp(0) : Directed.AddUp(1, -LowerBeyond(-z, power).Lowered(0));
    }

    /// <summary>z^s for z at least 0; 0 below about 2^-111.</summary>
    internal DoubleDouble Power(double z)
    {
        if (z == 0)
        {
            return DoubleDouble.Zero;
        }

        var logarithm = Logarithm.Of(z);
        return logarithm.Hi * Shape < LeastLogarithm ? DoubleDouble.Zero : Exponential.Of(logarithm * Shape);
    }

    /// <summary>1/2 - G(z), within 2^-92 of it relatively, for a power z^s of at most 4.</summary>
    internal DoubleDouble FromCentre(double z, DoubleDouble power)
    {
        if (power.Hi == 0)
        {
            // The density is that at 0. Below 1e-250 the product could underflow to 0; what is rounded to a double
            // next to 1/2 does not change.
            return _density * (z == 0 ? 0 : Math.CopySign(Math.Max(Math.Abs(z), 1e-250), z));
        }

        return _density * z * (Exponential.Of(-power) * IncompleteGamma.Series(_inverse, power));
    }

    /// <summary>A bound of G(z) from below, for a power z^s of at least 1.</summary>
    internal ScaledNumber LowerBeyond(double z, DoubleDouble power)
    {
        var tail = Front(z, power) * IncompleteGamma.Below(_inverse, _oneLessInverse, power);
        return tail with { Value = tail.Value.Lowered(TailMargin) };
    }

    /// <summary>A bound of G(z) from above, for a power z^s of at least 1.</summary>
    internal ScaledNumber UpperBeyond(double z, DoubleDouble power)
    {
        var tail = Front(z, power) * IncompleteGamma.Above(_inverse, _oneLessInverse, power);
        return tail with { Value = tail.Value.Raised(TailMargin) };
    }

    // e^-x z a / (2Γ(1+a)), x = z^s: times K it is the tail.
    private ScaledNumber Front(double z, DoubleDouble power) => Exponential.Scaled(-power) * (_tailFactor * z);

    // ln of 2^-111.
    private const double LeastLogarithm = -77;
}
