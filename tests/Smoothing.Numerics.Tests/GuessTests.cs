namespace Smoothing.Numerics.Tests;

public sealed class GuessTests
{
    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 100)]
    [InlineData(60, 100)]
    [InlineData(100, 100)]
    [InlineData(99_000, 100_000)]
    [InlineData(51_234_567, 100_000_000)]
    public void Both_bounds_at_once_are_those_of_one_after_the_other(long successes, long draws)
    {
        foreach (var error in new[] { 0.9, 0.5, 0.05, 0.001, 1e-12 })
        {
            var both = BinomialBound.LowerAndComplementUpper(successes, draws, error);
            Assert.Equal(BinomialBound.LowerBound(successes, draws, error), both.Lower);
            Assert.Equal(BinomialBound.ComplementUpperBound(successes, draws, error), both.ComplementUpper);
        }
    }

    [Fact]
    public void The_guesses_of_bounds_are_within_a_few_ulp_of_them()
    {
        double[] errors = [0.8, 0.5, 0.3, 0.05, 0.025, 0.001, 1e-6, 1e-12];
        var random = new Random(5);
        for (var i = 0; i < 1600 / Dose.Divisor; i++)
        {
            var draws = random.NextInt64(1, 1L << random.Next(1, 20));
            var (successes, error) = (random.NextInt64(1, draws + 1), errors[i % errors.Length]);
            var binomial = BinomialGuess.Of(new(successes, draws), error);
            var mixture = MixtureGuess.Of(successes, draws, error);
            NearUlps(BinomialBound.LowerBound(successes, draws, error), binomial.Success.Hi);
            NearUlps(BinomialBound.ComplementUpperBound(successes, draws, error), binomial.Failure.Hi);
            NearUlps(AnytimeBound.LowerBound(successes, draws, error), mixture.Success);
            NearUlps(1, mixture.Success + mixture.Failure);
        }
    }

    [Fact]
    public void Plain_functions_are_within_a_few_ulp()
    {
        for (var x = -20.0; x <= 20; x += 0.0371)
        {
            Near(Exponential.Of(x).Hi, Plain.Exponential(x));
            Near(Exponential.LessOne(x).Hi, Plain.ExponentialLessOne(x));
            var small = Exponential.Of(x - 15).Hi;
            Near(Logarithm.Of(small).Hi, Plain.Logarithm(small));
            Near(Logarithm.OfOnePlus(small).Hi, Plain.LogarithmOfOnePlus(small));
        }
    }

    [Fact]
    public void The_guess_of_a_normal_quantile_has_fourteen_digits()
    {
        for (var logarithm = -590.0; logarithm < -0.7; logarithm += 0.93)
        {
            var q = Exponential.Of(logarithm).Hi;
            Assert.InRange(NormalQuantile.Guess(q) / NormalQuantile.UpperTailLowerBound(q), 1 - 1e-14, 1 + 1e-14);
        }
    }

    private static void NearUlps(double expected, double actual) =>
        Assert.InRange(actual / expected, 1 - Math.ScaleB(1, -49), 1 + Math.ScaleB(1, -49));

    private static void Near(double expected, double actual) =>
        Assert.InRange(actual - expected, -2e-15 * Math.Abs(expected), 2e-15 * Math.Abs(expected));
}
