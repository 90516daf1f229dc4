namespace Smoothing.Numerics;

/// <summary>Finds the double at which a condition changes, and stands on the side where it holds.</summary>
/// <remarks>
/// There is no tolerance: the search ends at two adjacent doubles, one at which the condition was seen to hold and one
/// at which it was seen to fail (or the ends that the caller vouches for). For a condition that changes once, that is
/// the last (first) double at which it holds. The guess decides how soon, never where it ends.
/// </remarks>
public static class Bracket
{
    /// <summary>The last double at which a condition holds.</summary>
    /// <param name="condition">Holds up to some point and fails after it.</param>
    /// <param name="holds">Where it is known to hold. Finite.</param>
    /// <param name="fails">Where it is known to fail. Finite, above <paramref name="holds"/>.</param>
    /// <param name="guess">Near the point, for speed; NaN for none.</param>
    /// <returns>A double at which the condition holds and after which it fails.</returns>
    public static double LastTrue(Func<double, bool> condition, double holds, double fails, double guess)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return LastTrue(new OfFunction(condition), holds, fails, guess);
    }

    /// <summary>The first double at which a condition holds.</summary>
    /// <param name="condition">Fails up to some point and holds from it on.</param>
    /// <param name="fails">Where it is known to fail. Finite.</param>
    /// <param name="holds">Where it is known to hold. Finite, above <paramref name="fails"/>.</param>
    /// <param name="guess">Near the point, for speed; NaN for none.</param>
    /// <returns>A double at which the condition holds and before which it fails.</returns>
    public static double FirstTrue(Func<double, bool> condition, double fails, double holds, double guess)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return FirstTrue(new OfFunction(condition), fails, holds, guess);
    }

    /// <summary>The last double at which a condition holds.</summary>
    internal static double LastTrue<T>(T condition, double holds, double fails, double guess)
        where T : struct, ICondition
    {
        RequireOrder(holds, fails, nameof(fails));
        return FromKey(Search(condition, 1, Key(holds), Key(fails), GuessKey(guess, holds)));
    }

    /// <summary>The first double at which a condition holds.</summary>
    internal static double FirstTrue<T>(T condition, double fails, double holds, double guess)
        where T : struct, ICondition
    {
        RequireOrder(fails, holds, nameof(holds));
        return FromKey(-Search(condition, -1, -Key(holds), -Key(fails), -GuessKey(guess, holds)));
    }

    // Invariant: the condition holds at lo and fails at hi, both times the sign.
    private static long Search<T>(T condition, int sign, long lo, long hi, long guess)
        where T : struct, ICondition
    {
        // Away from the guess in steps of 1, 4, 16, ... doubles, until the answer changes.
        bool? first = null;
        for (var (probe, step) = (guess, 1L); lo < probe && probe < hi; step *= 4)
        {
            var held = condition.Holds(FromKey(sign * probe));
            (lo, hi) = held ? (probe, hi) : (lo, probe);
            first ??= held;
            if (held != first)
            {
                break;
            }

            probe = held ? lo + step : hi - step;
        }

        while (Gap(lo, hi) > 1)
        {
            var middle = lo + (long)(Gap(lo, hi) / 2);
            (lo, hi) = condition.Holds(FromKey(sign * middle)) ? (middle, hi) : (lo, middle);
        }

        return lo;
    }

    private readonly record struct OfFunction(Func<double, bool> Condition) : ICondition
    {
        public bool Holds(double value) => Condition(value);
    }

    private static ulong Gap(long lo, long hi) => unchecked((ulong)(hi - lo));

    // The doubles in their order, numbered: adjacent doubles have adjacent keys, and both zeros the key 0.
    private static long Key(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : long.MinValue - bits;
    }

    private static double FromKey(long key) =>
        key >= 0 ? BitConverter.Int64BitsToDouble(key) : -BitConverter.Int64BitsToDouble(-key);

    private static long GuessKey(double guess, double without) => Key(double.IsNaN(guess) ? without : guess);

    private static void RequireOrder(double low, double high, string name)
    {
        Require.Finite(low, name);
        if (!(low < high && high <= double.MaxValue))
        {
            throw new ArgumentOutOfRangeException(name, high, $"{name} must be finite and above the other end.");
        }
    }
}
