namespace Smoothing.Numerics;

/// <summary>Where h_a / a is largest, h_a the Rényi divergence that a change of the class needs: a guess of an order,
/// of which every one is sound.</summary>
/// <remarks>The formulas are those of <see cref="DivergenceBound.RenyiLowerBound"/>.</remarks>
internal readonly struct RenyiSlope : ISlope
{
    private const double LeastPower = -600;

    private readonly double _rest;
    private readonly double _sum;
    private readonly double _logCosh;

    private RenyiSlope(double rest, double sum, double halfLogRatio)
    {
        (_rest, _sum, HalfLogRatio) = (rest, sum, halfLogRatio);
        _logCosh = LogCosh(halfLogRatio);
    }

    /// <summary>½ ln(p1/p2).</summary>
    internal double HalfLogRatio { get; }

    /// <summary>The slope for probabilities in the range of the bound, p2 above 0.</summary>
    internal static RenyiSlope Of(double topComplement, double other)
    {
        var top = DoubleDouble.FromSum(1, -topComplement);
        return new(topComplement - other, (top + other).Hi, Plain.LogarithmOfOnePlus((top - other).Hi / other) / 2);
    }

    /// <inheritdoc/>
    public double At(double place)
    {
        var excess = place - 1;
        var w = Math.Abs(excess) * HalfLogRatio;
        var logCosh = LogCosh(w);
        var power = excess == 0 ? -_logCosh : -(_logCosh + (logCosh / excess));
        power = Math.Max(power, LeastPower);
        var drop = -(_sum * Plain.ExponentialLessOne(power));
        var kept = _sum * Plain.Exponential(power);
        var divergence = drop <= 0.5 ? -Plain.LogarithmOfOnePlus(-drop) : -Plain.Logarithm(_rest + kept);
        // The derivative of ln(h_a / a) in that of ln a: only its sign and its root matter.
        var bend = w == 0 ? 0.5 : (Tanh(w) - (logCosh / w)) / w;
        var growth = kept * HalfLogRatio * HalfLogRatio * bend;
        return (place * growth * Plain.Exponential(divergence) / divergence) - 1;
    }

    private static double Tanh(double w)
    {
        var growth = Plain.ExponentialLessOne(2 * Math.Min(w, 100));
        return growth / (growth + 2);
    }

    private static double LogCosh(double w)
    {
        if (w == 0)
        {
            return 0;
        }

        if (w < 1)
        {
            var growth = Plain.ExponentialLessOne(w);
            return Plain.LogarithmOfOnePlus(growth * growth / (2 * (growth + 1)));
        }

        var far = w - Plain.Ln2;
        return w > 100 ? far : far + Plain.LogarithmOfOnePlus(Plain.Exponential(-2 * w));
    }
}
