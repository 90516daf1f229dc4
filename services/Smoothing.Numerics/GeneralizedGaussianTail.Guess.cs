namespace Smoothing.Numerics;

/// <content>Where the bracket of a quantile starts. Nothing here decides a claim.</content>
public sealed partial class GeneralizedGaussianTail
{
    private readonly DoubleDouble _logTailFactor;
    private readonly double _placeOfCrossing;
    private readonly double _tailAtCrossing;

    /// <inheritdoc/>
    private protected override double Guess(double q)
    {
        // 1 - q is exact from 1/2 on.
        var outer = q > 0.5 ? 1 - q : q;
        var z = Math.Min(Most, outer >= _tailAtCrossing ? Central(outer) : Outer(outer));
        return q > 0.5 ? -z : z;
    }

    // Halley's method for 1/2 - G(z): what is left is the distance from the centre, so its precision is relative.
    private double Central(double q)
    {
        var distance = DoubleDouble.FromSum(0.5, -q);
        var z = Math.Min((distance / _density).Hi, _placeOfCrossing);
        for (var i = 0; i < 20 && z > 0; i++)
        {
            var power = Power(z);
            var step = ((distance - FromCentre(z, power)) / _density).Hi * Exponential.Of(power).Hi;
            step /= Math.Max(0.3, 1 - (step * Shape * power.Hi / (2 * z)));
            z = Math.Clamp(z + step, z / 2, _placeOfCrossing);
            if (Math.Abs(step) * Shape <= 1e-6 * z)
            {
                break;
            }
        }

        return z;
    }

    // Newton's method for the logarithm of the tail as a function of z^s, of which it is nearly linear.
    private double Outer(double q)
    {
        var target = Logarithm.Of(q);
        var x = Math.Max(_crossing, (_logTailFactor - target).Hi);
        x = Math.Max(_crossing, x - (_oneLessInverse.Hi * Logarithm.Of(x).Hi));
        for (var i = 0; i < 20; i++)
        {
            var convergent = IncompleteGamma.Above(_inverse, _oneLessInverse, x);
            var logarithm = _logTailFactor + (Logarithm.Of(x) * _inverse) + Logarithm.Of(convergent) - x;
            var step = ((logarithm - target) * convergent).Hi * x;
            x = Math.Clamp(x + step, _crossing, MostPower);
            if (Math.Abs(step) <= 1e-9 * x)
            {
                break;
            }
        }

        return Root(x);
    }

    // x^(1/s).
    private double Root(double x) => Exponential.Of(Logarithm.Of(x) * _inverse).Hi;
}
