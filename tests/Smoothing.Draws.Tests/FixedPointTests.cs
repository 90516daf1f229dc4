using System.Numerics;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Tests;

/// <summary>Errors of the arithmetic; a number with 256 digits more stands for the exact one.</summary>
public sealed class FixedPointTests
{
    private const int More = 256;

    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(512)]
    [InlineData(1024)]
    public void Pi_errs_by_at_most_what_is_stated(int bits) =>
        IsWithin((BigInteger.One << 12) - 1, new FixedPoint(bits + More).Pi(), new FixedPoint(bits).Pi());

    [Fact]
    public void Pi_is_the_circle_number() => Assert.Equal(Math.PI, Number(new FixedPoint(256), f => f.Pi()));

    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(1024)]
    public void The_logarithm_of_2_errs_by_at_most_what_is_stated(int bits) =>
        IsWithin(2 * (bits + 10), new FixedPoint(bits + More).Ln2(), new FixedPoint(bits).Ln2());

    [Theory]
    [InlineData(1, 4096, 12)]
    [InlineData(3, 4000, 11)]
    [InlineData(2, 3, 1)]
    [InlineData(999, 1000, 0)]
    [InlineData(4, 3, 0)]
    [InlineData(7, 5, 1)]
    [InlineData(45, 1, 6)]
    public void A_logarithm_errs_by_at_most_what_is_stated(int numerator, int denominator, int k)
    {
        foreach (var bits in new[] { 64, 256, 1024 })
        {
            var (f, exact) = (new FixedPoint(bits), new FixedPoint(bits + More));
            IsWithin(
                2 * (k + 1) * (bits + 10),
                exact.Ln(numerator, denominator, exact.Ln2()), f.Ln(numerator, denominator, f.Ln2()));
        }

        var value = Number(new FixedPoint(256), f => f.Ln(numerator, denominator, f.Ln2()));
        Assert.Equal(Math.Log((double)numerator / denominator), value, 1e-15);
    }

    [Fact]
    public void The_logarithm_of_1_is_0()
    {
        var f = new FixedPoint(256);

        Assert.Equal(BigInteger.Zero, f.Ln(12345, 12345, f.Ln2()));
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(-30.5)]
    [InlineData(-0.6931471805599453)]
    [InlineData(-0.001)]
    [InlineData(0)]
    [InlineData(0.6931471805599453)]
    [InlineData(1)]
    [InlineData(3.9)]
    public void An_exponential_errs_by_at_most_what_is_stated(double y)
    {
        var thousandths = (int)Math.Round(y * 1000);
        foreach (var bits in new[] { 64, 256, 1024 })
        {
            var (f, exact) = (new FixedPoint(bits), new FixedPoint(bits + More));
            var argument = f.Ratio(thousandths, 1000);
            IsWithin(BigInteger.One << 25, exact.Exp(argument << More, exact.Ln2()), f.Exp(argument, f.Ln2()));
            IsWithin(
                BigInteger.One << 25,
                exact.ExpMinus(BigInteger.Abs(argument) % (64 * f.One) << More),
                f.ExpMinus(BigInteger.Abs(argument) % (64 * f.One)));
        }

        var value = Number(new FixedPoint(256), f => f.Exp(f.Ratio(thousandths, 1000), f.Ln2()));
        Assert.Equal(1, value == 0 ? 1 : value / Math.Exp(thousandths / 1000.0), 1e-14);
    }

    /// <summary>Expected values: mpmath.</summary>
    [Theory]
    [InlineData(1, 1, 1.0)]
    [InlineData(1, 2, 0.886226925452758)]
    [InlineData(2, 3, 0.9027452929509336)]
    [InlineData(1, 8, 0.9417426998497015)]
    [InlineData(2, 1, 2.0)]
    [InlineData(3, 1, 6.0)]
    [InlineData(1, 1_000_000_000, 0.9999999994227843)]
    public void The_gamma_function_errs_by_at_most_what_is_stated(int numerator, int denominator, double expected)
    {
        foreach (var bits in new[] { 128, 200, 256, 512 })
        {
            var exact = GammaFunction.OfOnePlus(numerator, denominator, 2 * bits);
            var value = GammaFunction.OfOnePlus(numerator, denominator, bits);
            Assert.InRange((value << bits) - exact, -(BigInteger)2 << bits, (BigInteger)2 << bits);
            Assert.Equal(expected, (double)value / Math.Pow(2, bits), 4e-16 * expected);
        }
    }

    private static double Number(FixedPoint f, Func<FixedPoint, BigInteger> value) =>
        (double)value(f) / Math.Pow(2, f.Bits);

    private static void IsWithin(BigInteger units, BigInteger exact, BigInteger value) =>
        Assert.InRange((value << More) - exact, -units << More, units << More);
}
