using System.Collections.Immutable;
using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>Whether norms of a vector are below limits, from above.</summary>
/// <remarks>See THEOREMS.md, "Joint region".</remarks>
internal static class Membership
{
    // 2^-70. A quotient, 63 products and 2^28 sums are off by less than (3 + 64 · 5 + 2^28 · 3) 2^-106.
    private const double Margin = 8.470329472543003e-22;

    // What stands for a power below it, from above: 2^28 of them are below 2^-770.
    private const int LeastExponent = -800;

    /// <summary>Whether every norm is below its limit, without doubt.</summary>
    public static bool IsWithin(ReadOnlySpan<double> vector, ImmutableArray<NormLimit> limits)
    {
        foreach (var limit in limits)
        {
            if (!IsWithin(vector, (int)limit.Norm, limit.Radius))
                return false;
        }

        return true;
    }

    // ‖v‖_k < ε exactly where Σ (|v_i| / ε)^k < 1.
    private static bool IsWithin(ReadOnlySpan<double> vector, int exponent, double limit)
    {
        var sum = DoubleDouble.Zero;
        foreach (var entry in vector)
        {
            var size = Math.Abs(entry);
            if (!(size < limit))
                return false;
            if (size > 0)
                sum += Power(size, limit, exponent);
            if (sum.Hi > 1)
                return false;
        }

        return sum.RoundedUp(Margin) < 1;
    }

    private static DoubleDouble Power(double size, double limit, int exponent)
    {
        var quotient = size / limit;
        if (quotient == 0 || (Math.ILogB(quotient) + 1) * exponent <= LeastExponent)
            return DoubleDouble.One.Scaled(LeastExponent);
        // Exact, and in the range of double-word arithmetic.
        var shift = -Math.ILogB(limit);
        var ratio = DoubleDouble.FromDouble(Math.ScaleB(size, shift)) / Math.ScaleB(limit, shift);
        var power = ratio;
        for (var i = 1; i < exponent; i++)
            power *= ratio;
        return power;
    }
}
