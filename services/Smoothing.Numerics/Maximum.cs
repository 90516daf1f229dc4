namespace Smoothing.Numerics;

/// <summary>Where a function with one maximum has it, to a few digits of 24 bits.</summary>
/// <remarks>
/// For parameters of which every value is sound: nothing is claimed about the result but its range, and it is the same
/// on every platform. It has 24 bits so that the next double is not one that could have been found.
/// </remarks>
internal static class Maximum
{
    // Of the point, relatively: the maximum is flat, so that its value is within the square of it.
    private const double Closeness = 1e-7;

    /// <summary>The place of the maximum.</summary>
    /// <param name="slope">Of the sign of the derivative: positive before the maximum, negative after it.</param>
    /// <param name="low">A binary32 number above 0.</param>
    /// <param name="high">A binary32 number above it.</param>
    /// <returns>A binary32 number in [<paramref name="low"/>, <paramref name="high"/>].</returns>
    internal static double Of<T>(T slope, double low, double high)
        where T : struct, ISlope
    {
        var before = slope.At(low);
        if (!(before > 0))
        {
            return low;
        }

        // By doubling: the maximum is nearer to the low end than to the high one.
        var place = low;
        for (var next = 2 * low; place < high; next = Math.Min(2 * next, high))
        {
            var after = slope.At(next);
            if (after < 0)
            {
                return Math.Clamp((float)Root(slope, place, next, before, after), low, high);
            }

            (place, before) = (next, Math.Max(after, double.Epsilon));
        }

        return high;
    }

    /// <summary>The root of a function that is positive before it, negative after it (the Illinois method).</summary>
    /// <param name="function">The function.</param>
    /// <param name="low">Where it is positive.</param>
    /// <param name="high">Where it is negative.</param>
    /// <param name="before">Its value at <paramref name="low"/>, or another positive number.</param>
    /// <param name="after">Its value at <paramref name="high"/>, or another negative number.</param>
    /// <returns>Near the root, inside the bracket.</returns>
    internal static double Root<T>(T function, double low, double high, double before, double after)
        where T : struct, ISlope
    {
        for (var i = 0; i < 100 && high - low > Closeness * high; i++)
        {
            // Now and then the middle, so that the bracket shrinks whatever the function is.
            var next = i % 4 == 3 ? (low + high) / 2 : low + ((high - low) * (before / (before - after)));
            var value = function.At(next);
            if (Math.Abs(value) <= 1e-12)
            {
                return next;
            }

            (low, high, before, after) = value > 0
                ? (next, high, value, after / 2)
                : (low, next, before / 2, value);
        }

        return (low + high) / 2;
    }
}
