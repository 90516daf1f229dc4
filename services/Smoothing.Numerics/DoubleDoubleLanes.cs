using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Smoothing.Numerics;

/// <summary>Four numbers as <see cref="DoubleDouble"/>, on which each operation is done at once.</summary>
/// <remarks>
/// Every operation is, lane by lane, the sequence of IEEE operations of <see cref="DoubleDouble"/>: the same bits, in
/// little more time than one.
/// </remarks>
internal readonly record struct DoubleDoubleLanes(Vector256<double> Hi, Vector256<double> Lo)
{
    /// <summary>The sum, as <see cref="DoubleDouble"/> adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubleLanes operator +(DoubleDoubleLanes a, DoubleDouble b)
    {
        var (sum, error) = Sum(a.Hi, Vector256.Create(b.Hi));
        var (lowSum, lowError) = Sum(a.Lo, Vector256.Create(b.Lo));
        (sum, error) = OrderedSum(sum, error + lowSum);
        return Ordered(sum, lowError + error);
    }

    /// <summary>The sum with a double, as <see cref="DoubleDouble"/> adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubleLanes operator +(DoubleDoubleLanes a, Vector256<double> b)
    {
        var (sum, error) = Sum(a.Hi, b);
        return Ordered(sum, a.Lo + error);
    }

    /// <summary>The product, as <see cref="DoubleDouble"/> multiplies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubleLanes operator *(DoubleDoubleLanes a, DoubleDoubleLanes b)
    {
        var (product, error) = Product(a.Hi, b.Hi);
        var cross = Vector256.FusedMultiplyAdd(a.Hi, b.Lo, a.Lo * b.Lo);
        return Ordered(product, error + Vector256.FusedMultiplyAdd(a.Lo, b.Hi, cross));
    }

    /// <summary>The product with a double, as <see cref="DoubleDouble"/> multiplies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubleLanes operator *(DoubleDoubleLanes a, Vector256<double> b)
    {
        var (product, error) = Product(a.Hi, b);
        return Ordered(product, Vector256.FusedMultiplyAdd(a.Lo, b, error));
    }

    /// <summary>The quotient, as <see cref="DoubleDouble"/> divides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDoubleLanes operator /(DoubleDoubleLanes a, DoubleDoubleLanes b)
    {
        var guess = Vector256<double>.One / b.Hi;
        var rest = Vector256.FusedMultiplyAdd(-b.Hi, guess, Vector256<double>.One);
        return a * ((Ordered(rest, -(b.Lo * guess)) * guess) + guess);
    }

    /// <summary>Four numbers.</summary>
    internal static DoubleDoubleLanes Of(ReadOnlySpan<DoubleDouble> four) => new(
        Vector256.Create(four[0].Hi, four[1].Hi, four[2].Hi, four[3].Hi),
        Vector256.Create(four[0].Lo, four[1].Lo, four[2].Lo, four[3].Lo));

    /// <summary>The same double in each lane.</summary>
    internal static DoubleDoubleLanes Of(double value) => new(Vector256.Create(value), Vector256<double>.Zero);

    /// <summary>One of the four.</summary>
    internal DoubleDouble this[int lane] => DoubleDouble.Constant(Hi[lane], Lo[lane]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Sum, Vector256<double> Error) Sum(Vector256<double> a, Vector256<double> b)
    {
        var sum = a + b;
        var bPart = sum - a;
        var aPart = sum - bPart;
        return (sum, (a - aPart) + (b - bPart));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Sum, Vector256<double> Error) OrderedSum(Vector256<double> a, Vector256<double> b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Product, Vector256<double> Error) Product(
        Vector256<double> a, Vector256<double> b)
    {
        var product = a * b;
        return (product, Vector256.FusedMultiplyAdd(a, b, -product));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDoubleLanes Ordered(Vector256<double> hi, Vector256<double> lo)
    {
        var (sum, error) = OrderedSum(hi, lo);
        return new(sum, error);
    }
}
