using System.Numerics;

namespace Smoothing.Numerics.Tests;

/// <summary>Fractions of whole numbers as the doubles on both sides of them.</summary>
public sealed class FractionTests
{
    [Fact]
    public void Both_sides_are_next_to_each_other_and_hold_the_fraction()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000 / Dose.Divisor; i++)
        {
            var a = (random.NextInt64() >> random.Next(62)) * (BigInteger)(random.Next(3) - 1) << random.Next(20);
            var b = ((BigInteger)random.NextInt64() >> random.Next(62)) + 1;

            var (down, up) = (Directed.FractionDown(a, b), Directed.FractionUp(a, b));

            Assert.True(Compare(down, a, b) <= 0);
            Assert.True(Compare(up, a, b) >= 0);
            Assert.Equal(Compare(down, a, b) == 0 ? down : Math.BitIncrement(down), up);
        }
    }

    [Fact]
    public void Doubles_are_themselves_and_others_are_not()
    {
        Assert.Equal((0.75, 0.75), (Directed.FractionDown(3, 4), Directed.FractionUp(3, 4)));
        Assert.Equal((0, 0), (Directed.FractionDown(0, 7), Directed.FractionUp(0, 7)));
        Assert.Equal((-0.75, -0.75), (Directed.FractionDown(-6, 8), Directed.FractionUp(-6, 8)));
        Assert.Equal(Math.BitIncrement(Directed.FractionDown(1, 3)), Directed.FractionUp(1, 3));
    }

    [Fact]
    public void The_largest_and_the_smallest_fractions_are_answered()
    {
        var (most, power) = (BigInteger.One << 500, Math.ScaleB(1, 500));

        Assert.Equal((power, power), (Directed.FractionDown(most, 1), Directed.FractionUp(most, 1)));
        Assert.Equal((-power, -power), (Directed.FractionDown(-most, 1), Directed.FractionUp(-most, 1)));
        Assert.Equal((1 / power, 1 / power), (Directed.FractionDown(1, most), Directed.FractionUp(1, most)));
        Assert.Equal(1, Directed.FractionDown(most + 1, most));
        Assert.Equal(Math.BitIncrement(1), Directed.FractionUp(most + 1, most));
        Assert.Equal(Math.BitDecrement(1), Directed.FractionDown(most - 1, most));
        Assert.Equal(1, Directed.FractionUp(most - 1, most));
    }

    [Fact]
    public void What_is_no_fraction_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Directed.FractionDown(-(BigInteger.One << 501), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Directed.FractionDown(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Directed.FractionDown(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Directed.FractionDown(BigInteger.One << 501, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Directed.FractionUp(1, BigInteger.One << 501));
    }

    // The sign of value - a / b.
    private static int Compare(double value, BigInteger a, BigInteger b)
    {
        if (value == 0)
            return -a.Sign;
        var exponent = Math.ILogB(value) - 52;
        var significand = (BigInteger)Math.ScaleB(value, -exponent);
        return exponent < 0
            ? (significand * b).CompareTo(a << -exponent)
            : ((significand << exponent) * b).CompareTo(a);
    }
}
