using System.Numerics;
using Smoothing.Certification.Predicting;

namespace Smoothing.Certification.Tests;

public sealed class PredictorTests
{
    [Theory]
    [InlineData(5, 5, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 100, 100)]
    public void A_tie_abstains(long a, long b, long c)
    {
        Assert.Equal(new Prediction(null, 1), Predictor.Predict([a, b, c], 0.5));
    }

    // 2 (1/2)^10 is 0.001953125 and 2 (1/2)^11 half of that.
    [Fact]
    public void Unanimous_draws_answer_from_the_number_on_at_which_the_test_does()
    {
        Assert.Null(Predictor.Predict([10, 0], 0.001).Class);
        Assert.InRange(Predictor.Predict([10, 0], 0.001).PValue, 0.001953125, 0.001953125 * (1 + 1e-15));
        Assert.Equal(1, Predictor.Predict([0, 11], 0.001).Class);
        Assert.Null(Predictor.Predict([0, 11], Math.BitDecrement(0.0009765625)).Class);
    }

    [Fact]
    public void The_p_value_is_never_below_the_exact_one()
    {
        for (var top = 0; top <= 60; top++)
        {
            for (var next = 0; next < top; next++)
            {
                var (tail, shift) = Dyadic.Tail(top, top + next, 0.5);
                var (stated, statedShift) = Dyadic.Parts(Predictor.Predict([next, top], 0.5).PValue);
                var exact = BigInteger.Min(2 * tail, BigInteger.One << shift);
                Assert.True(stated << shift >= exact << statedShift, $"{top} and {next}");
            }
        }
    }

    // The test holds whichever class wins, without a selection on other draws.
    [Fact]
    public void A_wrong_class_is_answered_at_most_as_often_as_allowed()
    {
        const int Draws = 24;
        const double Error = 0.05;
        var (allowed, shift) = Dyadic.Parts(Error);
        foreach (var truth in Trinomial.Truths(8).Where(truth => truth.A > truth.B && truth.B >= truth.C))
        {
            var wrong = Trinomial.Sum(
                Draws, truth, (a, b, c) => Predictor.Predict([a, b, c], Error).Class is { } label && label != 0);
            Assert.True(wrong << shift <= allowed * BigInteger.Pow(8, Draws), $"{truth}");
        }
    }

    [Fact]
    public void A_p_value_of_just_the_error_answers()
    {
        var (_, value) = Predictor.Predict([10, 0], 0.5);

        Assert.Equal(0, Predictor.Predict([10, 0], value).Class);
        Assert.Null(Predictor.Predict([10, 0], Math.BitDecrement(value)).Class);
    }

    [Fact]
    public void As_many_draws_as_allowed_are_answered()
    {
        Assert.Equal(0, Predictor.Predict([1L << 30, 0], 0.001).Class);
        Assert.Equal(0, Predictor.Predict([(1L << 30) - 1, 1], 0.001).Class);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>("counts", () => Predictor.Predict(null!, 0.001));
        Assert.Throws<ArgumentException>("counts", () => Predictor.Predict([0, -1], 0.001));
        Assert.Throws<ArgumentOutOfRangeException>("error", () => Predictor.Predict([5, 1], 0));
        Assert.Throws<ArgumentException>(() => Predictor.Predict([5], 0.001));
        Assert.Throws<ArgumentException>(() => Predictor.Predict([5, -1], 0.001));
        Assert.Throws<ArgumentException>(() => Predictor.Predict([long.MaxValue, 1], 0.001));
        Assert.Throws<ArgumentException>(() => Predictor.Predict([1L << 30, 1], 0.001));
        Assert.Throws<ArgumentOutOfRangeException>(() => Predictor.Predict([5, 1], double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Predictor.Predict([5, 1], 1));
    }
}
