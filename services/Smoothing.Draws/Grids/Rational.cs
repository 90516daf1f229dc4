using System.Globalization;
using System.Numerics;

namespace Smoothing.Draws.Grids;

/// <summary>An exact fraction in lowest terms.</summary>
public readonly record struct Rational : ISpanFormattable
{
    /// <summary>Largest magnitude of a numerator or denominator.</summary>
    public const long Limit = 1L << 31;

    /// <summary>Reduces a fraction to lowest terms.</summary>
    /// <param name="numerator">In [-2^31, 2^31].</param>
    /// <param name="denominator">In [1, 2^31].</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not.</exception>
    public Rational(long numerator, long denominator)
    {
        if (numerator is < -Limit or > Limit)
            throw new ArgumentOutOfRangeException(nameof(numerator), numerator, "in [-2^31, 2^31]");
        if (denominator is < 1 or > Limit)
            throw new ArgumentOutOfRangeException(nameof(denominator), denominator, "in [1, 2^31]");
        var divisor = (long)BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    /// <summary>The numerator, which carries the sign.</summary>
    public long Numerator { get; }

    /// <summary>The denominator. At least 1, save in the default value, which stands for no fraction.</summary>
    public long Denominator { get; }

    /// <summary>Reads "a", "-a" or "a/b".</summary>
    /// <param name="text">Decimal integers.</param>
    /// <param name="value">The fraction, when the answer is true.</param>
    /// <returns>Whether the text is a fraction within the limits.</returns>
    public static bool TryParse(string? text, out Rational value)
    {
        value = default;
        var parts = text?.Split('/') ?? [];
        if (parts.Length is < 1 or > 2)
            return false;
        if (!long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator))
            return false;
        var denominator = 1L;
        if (parts.Length == 2
            && !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out denominator))
            return false;
        if (numerator is < -Limit or > Limit || denominator is < 1 or > Limit)
            return false;
        value = new Rational(numerator, denominator);
        return true;
    }

    /// <returns>"a" or "a/b".</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{this}");

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Denominator == 1
            ? Numerator.TryFormat(destination, out charsWritten, default, CultureInfo.InvariantCulture)
            : destination.TryWrite(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}", out charsWritten);
}
