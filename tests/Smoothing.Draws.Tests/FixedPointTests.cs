using System.Numerics;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Tests;

public sealed class FixedPointTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(512)]
    [InlineData(1024)]
    public void Pi_errs_by_at_most_what_is_stated(int bits)
    {
        // A number with 256 digits more stands for the exact one.
        var exact = new FixedPoint(bits + 256).Pi() >> 256;
        Assert.InRange(new FixedPoint(bits).Pi() - exact, -(BigInteger.One << 12) + 1, (BigInteger.One << 12) - 1);
    }

    [Fact]
    public void Pi_is_the_circle_number() => Assert.Equal(Math.PI, (double)new FixedPoint(256).Pi() / Math.Pow(2, 256));
}
