using System.Runtime.CompilerServices;

namespace Smoothing.Numerics;

/// <summary>Error-free transformations: the rounded result of an operation, and what the rounding lost.</summary>
/// <remarks>
/// Knuth's 2Sum, Dekker's Fast2Sum and the product by fused multiply-add. They are exact in IEEE 754 binary64, round to
/// nearest, unless the result overflows or (product only) its error is below the smallest subnormal number.
/// </remarks>
internal static class ErrorFree
{
    /// <summary>a + b = Sum + Error, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (double Sum, double Error) Sum(double a, double b)
    {
        var sum = a + b;
        var bPart = sum - a;
        var aPart = sum - bPart;
        return (sum, (a - aPart) + (b - bPart));
    }

    /// <summary>a + b = Sum + Error, exactly, for a = 0 or |a| at least |b|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (double Sum, double Error) OrderedSum(double a, double b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }

    /// <summary>a b = Product + Error, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (double Product, double Error) Product(double a, double b)
    {
        var product = a * b;
        return (product, Math.FusedMultiplyAdd(a, b, -product));
    }
}
