using System.Globalization;
using System.Numerics;

namespace Smoothing.Numerics;

public static partial class Directed
{
    /// <summary>A number in decimals that never say more than the number: 0.99999 in 4 decimals is "0.9999".</summary>
    /// <param name="value">Finite.</param>
    /// <param name="decimals">Digits after the point. In [0, 1100].</param>
    /// <returns>The largest number of that many decimals that is at most the value; invariant culture.</returns>
    public static string FlooredText(double value, int decimals)
    {
        Require.Finite(value);
        Require.Within(decimals, 0, 1100);
        var (numerator, exponent) = Integer(value);
        // 53 bits times 10^19 are 117.
        if (value >= 0 && decimals is > 0 and <= 19 && exponent is <= 0 and > -128)
        {
            var power = UInt128.One;
            for (var i = 0; i < decimals; i++)
            {
                power *= 10;
            }

            var (whole, fraction) = UInt128.DivRem(((UInt128)numerator * power) >> -exponent, power);
            var rest = ((ulong)fraction).ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0');
            return string.Create(CultureInfo.InvariantCulture, $"{whole}.{rest}");
        }

        var floor = (numerator * BigInteger.Pow(10, decimals)) << exponent;
        var digits = BigInteger.Abs(floor).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = floor.Sign < 0 ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    // value = Numerator 2^Exponent, exactly.
    private static (long Numerator, int Exponent) Integer(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var fraction = bits & 0xF_FFFF_FFFF_FFFF;
        var exponent = (int)(bits >> 52) & 0x7FF;
        var magnitude = exponent == 0 ? fraction : fraction | (1L << 52);
        return (bits < 0 ? -magnitude : magnitude, Math.Max(exponent, 1) - 1075);
    }
}
