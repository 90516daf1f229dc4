namespace Smoothing.Numerics;

public static partial class NormalQuantile
{
    /// <summary>The upper quantile to 3 digits, from the logarithm of q, q at most 1/2.</summary>
    /// <remarks>M. Abramowitz and I. Stegun, Handbook of Mathematical Functions, 1964, 26.2.22.</remarks>
    internal static double Rough(double logarithm)
    {
        var t = Math.Sqrt(-2 * logarithm);
        return Math.Max(0, t - ((2.30753 + (0.27061 * t)) / (1 + (0.99229 * t) + (0.04481 * t * t))));
    }

    /// <summary>About the upper quantile, to a few ulp: where a bracket starts.</summary>
    internal static double Guess(double q)
    {
        var z = q switch
        {
            > 0.5 and <= 0.999 => -Central(q - 0.5),
            > 0.5 => -Outer(1 - q),
            >= 0.001 => Central(0.5 - q),
            _ => Outer(q),
        };
        return Math.Clamp(z, -NormalTail.Most, NormalTail.Most);
    }

    // Newton's method for 1/2 - Q(z): what is left is the distance from the centre, so its precision is relative.
    private static double Central(double distance)
    {
        var z = Rough(Logarithm.Of(0.5 - distance).Hi);
        for (var i = 0; i < 8; i++)
        {
            var density = Exponential.Of(-DoubleDouble.FromProduct(z, z).Scaled(-1)) * Constants.InverseSqrtTwoPi;
            var step = ((NormalTail.FromCentre(z) - distance) / density).Hi;
            z -= step;
            if (Math.Abs(step) <= 1e-10 * z)
            {
                break;
            }
        }

        return z;
    }

    // Newton's method for ln Q(z), with the Mills ratio of the continued fraction from 4 on and of the series below.
    private static double Outer(double q)
    {
        var target = Logarithm.Of(q);
        var z = Math.Min(Rough(target.Hi), NormalTail.Most);
        for (var i = 0; i < 8; i++)
        {
            var (tail, exponent) = z > 4
                ? NormalTail.LowerBeyond(z)
                : new(0.5 - NormalTail.FromCentre(z), 0);
            var logarithm = Logarithm.Of(tail) + (Constants.Ln2 * exponent);
            var half = DoubleDouble.FromProduct(z, z).Scaled(-1);
            var mills = Exponential.Of(Clamped(logarithm + half + Constants.HalfLnTwoPi));
            var step = ((logarithm - target) * mills).Hi;
            z = Math.Min(z + step, NormalTail.Most);
            if (Math.Abs(step) <= 1e-10 * z)
            {
                break;
            }
        }

        return z;
    }

    private static DoubleDouble Clamped(DoubleDouble power) => power.Hi < -500 ? -500.0 : power;
}
