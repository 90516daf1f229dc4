namespace Smoothing.Numerics.Tests;

/// <summary>Four evaluations in the lanes of a vector are four evaluations.</summary>
public sealed class FourAtOnceTests
{
    private const int Times = 500 / Dose.Divisor;

    [Fact]
    public void Four_logarithms_are_each_alone_to_the_bit()
    {
        var random = new Random(1);
        var four = new DoubleDouble[4];
        var together = new DoubleDouble[4];
        for (var i = 0; i < Times; i++)
        {
            for (var lane = 0; lane < 4; lane++)
            {
                var value = Math.ScaleB(1 + random.NextDouble(), random.Next(-900, 900));
                four[lane] = DoubleDouble.FromSum(value, random.NextDouble() * value * 1e-17);
            }

            Logarithm.Of(four, together);
            Assert.Equal(four.Select(Logarithm.Of), together);
        }
    }

    [Fact]
    public void Four_powers_are_each_alone_to_the_bit()
    {
        var random = new Random(2);
        var four = new DoubleDouble[4];
        var together = new ScaledNumber[4];
        for (var i = 0; i < Times; i++)
        {
            for (var lane = 0; lane < 4; lane++)
            {
                four[lane] = DoubleDouble.FromSum(-800 * random.NextDouble(), random.NextDouble() * 1e-17);
            }

            Exponential.Scaled(four, together);
            Assert.Equal(four.Select(Exponential.Scaled), together);
        }
    }

    [Fact]
    public void Four_tails_are_each_alone_to_the_bit()
    {
        var random = new Random(3);
        var (p, q) = (new DoubleDouble[4], new DoubleDouble[4]);
        var (together, done) = (new double[4], 0);
        for (var i = 0; i < Times; i++)
        {
            var n = random.NextInt64(2, 1L << random.Next(2, 20));
            var k = random.NextInt64(1, n);
            for (var lane = 0; lane < 4; lane++)
            {
                p[lane] = (double)k / n * (1 - (random.NextDouble() * (lane + 1) / Math.Sqrt(n)));
                q[lane] = DoubleDouble.FromSum(1, -p[lane].Hi);
            }

            var coefficient = new BinomialCoefficient(k, n);
            if (!p.All(x => x.Hi > 0) || !BinomialTail.TryUpperBounds(coefficient, p, q, together))
            {
                continue;
            }

            done++;
            Assert.Equal(p.Select(x => BinomialTail.UpperBound(coefficient, x.Hi)), together);
        }

        Assert.InRange(done, Times / 2, Times);
    }

    [Fact]
    public void Four_series_are_each_alone_to_the_bit()
    {
        var random = new Random(4);
        var (p, q, together) = (new DoubleDouble[4], new DoubleDouble[4], new DoubleDouble[4]);
        for (var i = 0; i < Times; i++)
        {
            var n = random.NextInt64(2, 1L << random.Next(2, 16));
            var k = random.NextInt64(1, n);
            for (var lane = 0; lane < 4; lane++)
            {
                p[lane] = (double)k / n * random.NextDouble();
                q[lane] = DoubleDouble.FromSum(1, -p[lane].Hi);
            }

            BinomialSeries.UpperBounds(k, n, p, q, together);
            Assert.Equal(Enumerable.Range(0, 4).Select(x => BinomialSeries.UpperBound(k, n, p[x], q[x])), together);
        }
    }

    [Theory]
    [InlineData(10, 20, 0.9)]
    [InlineData(10, 20, 1e-100)]
    [InlineData(10, 20, 0)]
    [InlineData(10, 20, 1)]
    [InlineData(0, 20, 1e-9)]
    public void Tails_out_of_the_range_of_the_formula_are_not_computed_at_once(long k, long n, double p)
    {
        DoubleDouble[] success = [0.25, 0.25, p, 0.25];
        DoubleDouble[] failure = [0.75, 0.75, DoubleDouble.FromSum(1, -p), 0.75];
        Assert.False(BinomialTail.TryUpperBounds(new BinomialCoefficient(k, n), success, failure, new double[4]));
    }
}
