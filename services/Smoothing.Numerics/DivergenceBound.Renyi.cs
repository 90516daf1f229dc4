namespace Smoothing.Numerics;

/// <content>The Rényi divergence, and the order that gives the largest Gaussian radius.</content>
public static partial class DivergenceBound
{
    /// <summary>The smallest order.</summary>
    public const double LeastOrder = 0.125;

    /// <summary>The largest order.</summary>
    public const double MostOrder = 100;

    // 2^-76: for orders below 1 two terms cancel.
    private const double RenyiError = 1.3234889800848443e-23;

    // Below it every order gives the same radius to 1e-10, and the best of two classes is 3/2.
    private const double LeastSearched = 1e-5;

    // Below it orders differ by so little that doubles do not tell 24 bits of the best.
    private const double LeastPlain = 0.01;

    /// <summary>
    /// A bound from below of h_a = -ln(1 - p1 - p2 + 2 M), M the power mean of p1 and p2 of exponent 1 - a: the least
    /// Rényi divergence of order a at which the most probable class can be another.
    /// </summary>
    /// <remarks>L. Li, C. Chen, W. Wang, L. Carin, NeurIPS 2019; Hayes 2020, equation 10. Order 1 is the
    /// Kullback-Leibler divergence.</remarks>
    /// <param name="order">a, in [0.125, 100].</param>
    /// <param name="topComplement">q1 = 1 - p1, exactly. In (0, 1).</param>
    /// <param name="other">p2, in [0, <paramref name="topComplement"/>] and below 1 - q1.</param>
    /// <returns>A double at most h_a, and within two ulp of it where p2 is at least 2^-900.</returns>
    public static double RenyiLowerBound(double order, double topComplement, double other)
    {
        Require.Within(order, LeastOrder, MostOrder);
        Check(topComplement, other);
        return order == 1
            ? KullbackLeiblerLowerBound(topComplement, other)
            : new RenyiParts(topComplement, other).Divergence(order).RoundedDown(RenyiError);
    }

    /// <summary>The order of the largest h_a / a, to 24 bits: any order is as sound.</summary>
    /// <param name="topComplement">q1 = 1 - p1, exactly. In (0, 1).</param>
    /// <param name="other">p2, in [0, <paramref name="topComplement"/>] and below 1 - q1.</param>
    /// <param name="least">The smallest order that is tried. In [0.125, 1], a binary32 number.</param>
    /// <returns>A binary32 number in [<paramref name="least"/>, 100].</returns>
    public static double BestRenyiOrder(double topComplement, double other, double least)
    {
        Require.Within(least, LeastOrder, 1);
        Check(topComplement, other);
        var slope = RenyiSlope.Of(Math.Max(topComplement, Least), Math.Max(other, Least));
        return slope.HalfLogRatio switch
        {
            < LeastSearched => 1.5,
            < LeastPlain => Maximum.Of(new RenyiParts(topComplement, other), least, MostOrder),
            _ => Maximum.Of(slope, least, MostOrder),
        };
    }

    // In terms of l = ½ ln(p1/p2) and S = p1 + p2: 2M = S e^A, A = -(ln cosh l + ln cosh((a-1) l) / (a-1)).
    private readonly struct RenyiParts : ISlope
    {
        // Beyond it e^A is replaced by what is larger, and below 2^-865.
        private const double LeastPower = -600;

        private readonly DoubleDouble _rest;
        private readonly DoubleDouble _sum;
        private readonly DoubleDouble _halfLogRatio;
        private readonly DoubleDouble _logCosh;

        internal RenyiParts(double topComplement, double other)
        {
            var (q1, p2) = (Math.Max(topComplement, Least), Math.Max(other, Least));
            var top = DoubleDouble.FromSum(1, -q1);
            _rest = DoubleDouble.FromSum(q1, -p2);
            _sum = top + p2;
            _halfLogRatio = Logarithm.OfOnePlus((top - p2) / p2).Scaled(-1);
            _logCosh = LogCosh(_halfLogRatio);
        }

        // Both branches are right everywhere: 1 - S (1 - e^A) = (q1 - p2) + S e^A.
        internal DoubleDouble Divergence(double order)
        {
            var power = Power(DoubleDouble.FromSum(order, -1));
            var drop = -(_sum * Exponential.LessOne(power));
            return drop.Hi <= 0.5
                ? -Logarithm.OfOnePlus(-drop)
                : -Logarithm.Of(_rest + (_sum * Exponential.Of(power)));
        }

        // The derivative of ln(h_a / a) in that of ln a, roughly: only its sign and its root matter.
        public double At(double place)
        {
            var excess = DoubleDouble.FromSum(place, -1);
            var (divergence, ratio) = (Divergence(place).Hi, _halfLogRatio.Hi);
            var w = Math.Abs(excess.Hi) * ratio;
            var bend = w == 0 ? 0.5 : (Tanh(w) - (LogCosh(w).Hi / w)) / w;
            var growth = (_sum * Exponential.Of(Power(excess))).Hi * ratio * ratio * bend;
            return (place * growth * Exponential.Of(divergence).Hi / divergence) - 1;
        }

        private DoubleDouble Power(DoubleDouble excess)
        {
            var power = excess.Hi == 0
                ? -_logCosh
                : -(_logCosh + (LogCosh(excess.Magnitude * _halfLogRatio) / excess));
            return power.Hi < LeastPower ? LeastPower : power;
        }

        private static double Tanh(double w)
        {
            var growth = Exponential.LessOne(2 * Math.Min(w, 100)).Hi;
            return growth / (growth + 2);
        }

        // ln cosh w for w above 0; far out without ln(1 + e^-2w), which is below 2^-288.
        private static DoubleDouble LogCosh(DoubleDouble w)
        {
            if (w.Hi < 1)
            {
                var growth = Exponential.LessOne(w);
                return Logarithm.OfOnePlus(growth * growth / (growth + 1.0).Scaled(1));
            }

            var far = w - Constants.Ln2;
            return w.Hi > 100 ? far : far + Logarithm.OfOnePlus(Exponential.Of(-w.Scaled(1)));
        }
    }
}
