using System.Globalization;

namespace Smoothing.Numerics;

/// <summary>A number held as the unevaluated sum of two doubles: about 106 bits, with proved errors.</summary>
/// <remarks>
/// The algorithms and their bounds are those of M. Joldes, J.-M. Muller and V. Popescu, "Tight and rigorous error
/// bounds for basic building blocks of double-word arithmetic", ACM TOMS 44(2), 2017, and for the square root of
/// V. Lefèvre, N. Louvet, J.-M. Muller, J. Picot and L. Rideau, "Accurate calculation of Euclidean norms using
/// double-word arithmetic", ACM TOMS 49(1), 2023. With u = 2^-53 the relative errors are at most 3u²+13u³ (sum and
/// difference of any signs), 2u² (sum with a double, product with a double), 5u² (product), 3u² (quotient by a double),
/// 9.8u² (quotient) and 3.125u² (square root), as long as every operand and result that is not zero has a magnitude in
/// [2^-900, 2^1000].
/// </remarks>
public readonly partial record struct DoubleDouble : IComparable<DoubleDouble>
{
    private DoubleDouble(double hi, double lo) => (Hi, Lo) = (hi, lo);

    /// <summary>The value rounded to the nearest double.</summary>
    public double Hi { get; }

    /// <summary>What <see cref="Hi"/> lacks of the value; at most half an ulp of it.</summary>
    public double Lo { get; }

    /// <summary>Zero.</summary>
    public static DoubleDouble Zero => default;

    /// <summary>One.</summary>
    public static DoubleDouble One => new(1, 0);

    /// <summary>Whether the value is a number that is not infinite.</summary>
    public bool IsFinite => double.IsFinite(Hi) && double.IsFinite(Lo);

    /// <summary>The absolute value, exactly.</summary>
    public DoubleDouble Magnitude => Hi < 0 ? -this : this;

    /// <summary>The exact sum of two doubles.</summary>
    /// <param name="a">Finite.</param>
    /// <param name="b">Finite; the sum must not overflow.</param>
    /// <returns>a + b, without error.</returns>
    public static DoubleDouble FromSum(double a, double b)
    {
        var (sum, error) = ErrorFree.Sum(a, b);
        return new(sum, error);
    }

    /// <summary>The exact product of two doubles.</summary>
    /// <param name="a">Finite.</param>
    /// <param name="b">Finite; the product must be 0 or its magnitude in [2^-900, 2^1000].</param>
    /// <returns>a b, without error.</returns>
    public static DoubleDouble FromProduct(double a, double b)
    {
        var (product, error) = ErrorFree.Product(a, b);
        return new(product, error);
    }

    /// <summary>A double, exactly.</summary>
    /// <param name="value">Finite.</param>
    /// <returns>The same number.</returns>
    public static DoubleDouble FromDouble(double value) => new(value, 0);

    /// <summary>An integer, exactly.</summary>
    /// <param name="value">Any.</param>
    /// <returns>The same number.</returns>
    public static DoubleDouble FromInt64(long value) => FromSum((value >> 32) * 4294967296.0, value & 0xFFFF_FFFF);

    /// <summary>The quotient of two integers.</summary>
    /// <param name="numerator">Any.</param>
    /// <param name="denominator">Not zero.</param>
    /// <returns>The quotient within 9.8u² of it, relatively.</returns>
    public static DoubleDouble FromRatio(long numerator, long denominator) =>
        FromInt64(numerator) / FromInt64(denominator);

    /// <summary>The square root.</summary>
    /// <param name="value">Zero or more.</param>
    /// <returns>The root within 3.125u² of it, relatively.</returns>
    public static DoubleDouble Sqrt(DoubleDouble value)
    {
        if (value.Hi == 0)
        {
            return Zero;
        }

        var root = Math.Sqrt(value.Hi);
        var rest = Math.FusedMultiplyAdd(-root, root, value.Hi) + value.Lo;
        return Ordered(root, rest / (2 * root));
    }

    /// <summary>The value times a power of two, exactly unless it leaves the range of double.</summary>
    /// <param name="exponent">The power.</param>
    /// <returns>The value times 2^exponent.</returns>
    public DoubleDouble Scaled(int exponent) => new(Math.ScaleB(Hi, exponent), Math.ScaleB(Lo, exponent));

    /// <summary>The value as a double, never above it.</summary>
    /// <returns>The largest double that is at most the value.</returns>
    public double RoundedDown() => Lo < 0 ? Math.BitDecrement(Hi) : Hi;

    /// <summary>The value as a double, never below it.</summary>
    /// <returns>The smallest double that is at least the value.</returns>
    public double RoundedUp() => Lo > 0 ? Math.BitIncrement(Hi) : Hi;

    /// <summary>A double below everything that the value may stand for.</summary>
    /// <param name="relativeError">How far the truth may be from the value, relative to the value. In [0, 1].</param>
    /// <returns>A double at most v - |v| relativeError.</returns>
    public double RoundedDown(double relativeError) => Lowered(relativeError).RoundedDown();

    /// <summary>A double above everything that the value may stand for.</summary>
    /// <param name="relativeError">How far the truth may be from the value, relative to the value. In [0, 1].</param>
    /// <returns>A double at least v + |v| relativeError.</returns>
    public double RoundedUp(double relativeError) => Raised(relativeError).RoundedUp();

    /// <summary>A number below everything that the value may stand for.</summary>
    /// <param name="relativeError">How far the truth may be from the value, relative to the value. In [0, 1].</param>
    /// <returns>A number at most v - |v| relativeError.</returns>
    public DoubleDouble Lowered(double relativeError) => this - Margin(relativeError);

    /// <summary>A number above everything that the value may stand for.</summary>
    /// <param name="relativeError">How far the truth may be from the value, relative to the value. In [0, 1].</param>
    /// <returns>A number at least v + |v| relativeError.</returns>
    public DoubleDouble Raised(double relativeError) => this + Margin(relativeError);

    /// <inheritdoc/>
    public int CompareTo(DoubleDouble other) => Hi != other.Hi ? Hi.CompareTo(other.Hi) : Lo.CompareTo(other.Lo);

    /// <summary>The two parts as a sum, for people.</summary>
    /// <returns>Hi and Lo as shortest round-trip decimals.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hi:R} + {Lo:R}");

    /// <summary>A double that the caller knows to be the exact sum of two: |lo| at most half an ulp of hi.</summary>
    internal static DoubleDouble Constant(double hi, double lo) => new(hi, lo);

    // 2^-100 pays for the rounding (2u²) of the sum that uses the margin, and 2^-52 for that of the product here.
    private double Margin(double relativeError)
    {
        Require.Within(relativeError, 0, 1);
        return Math.Abs(Hi) * ((relativeError * (1 + 4 * Unit)) + Tiny) * (1 + 4 * Unit);
    }

    private const double Unit = 1.1102230246251565e-16;
    private const double Tiny = 7.888609052210118e-31;

    private static DoubleDouble Ordered(double hi, double lo)
    {
        var (sum, error) = ErrorFree.OrderedSum(hi, lo);
        return new(sum, error);
    }
}
