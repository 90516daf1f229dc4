namespace Smoothing.Certification.Intervals;

/// <summary>Whether a bound is the last, or first, double at which its inequality holds.</summary>
internal static class Adjacent
{
    public static bool IsLast(double bound, Func<double, bool> holds) =>
        bound is >= 0 and < 1 && holds(bound) && !holds(Math.BitIncrement(bound));

    public static bool IsFirst(double bound, Func<double, bool> holds) =>
        bound is > 0 and <= 1 && holds(bound) && !holds(Math.BitDecrement(bound));
}
