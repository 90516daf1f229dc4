using System.Globalization;
using System.Numerics;

namespace Smoothing.Cli.Tests.Asking;

/// <summary>Compares doubles with decimals of 17 significant digits, exactly.</summary>
internal static class ExactDecimal
{
    private const int Digits = 17;

    /// <summary>Whether a double is at most a decimal, up to half a unit of its last digit.</summary>
    public static bool IsAtMost(double value, string given)
    {
        var (numerator, exponent) = Parts(value);
        var (digits, power) = Read(given);
        // value ≤ (10 digits + 5) 10^(power - 1)
        return Scale(numerator, 2, exponent, 10, 1 - power) <= Scale((10 * digits) + 5, 2, -exponent, 10, power - 1);
    }

    /// <summary>Whether a double is at least a decimal, up to half a unit of its last digit.</summary>
    public static bool IsAtLeast(double value, string given) => IsAtMost(-value, Negative(given));

    private static string Negative(string given) => given.StartsWith('-') ? given[1..] : $"-{given}";

    // Powers with negative exponents belong to the other side.
    private static BigInteger Scale(BigInteger value, int two, int twos, int ten, int tens) =>
        value * BigInteger.Pow(two, Math.Max(twos, 0)) * BigInteger.Pow(ten, Math.Max(tens, 0));

    private static (BigInteger Numerator, int Exponent) Parts(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var fraction = (bits & 0xF_FFFF_FFFF_FFFF) | (exponent == 0 ? 0 : 1L << 52);
        return (bits < 0 ? -fraction : fraction, Math.Max(exponent, 1) - 1075);
    }

    // given = Digits 10^Power with 17 digits.
    private static (BigInteger Digits, int Power) Read(string given)
    {
        var parts = given.Split('e', 'E');
        var power = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        power -= point < 0 ? 0 : parts[0].Length - point - 1;
        var digits = BigInteger.Parse(parts[0].Replace(".", ""), CultureInfo.InvariantCulture);
        if (digits.IsZero)
            return (0, -400);
        while (BigInteger.Abs(digits) < BigInteger.Pow(10, Digits - 1))
            (digits, power) = (digits * 10, power - 1);
        return (digits, power);
    }
}
