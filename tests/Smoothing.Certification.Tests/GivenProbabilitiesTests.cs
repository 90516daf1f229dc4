using Smoothing.Certification.Certificates;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>Probabilities and laws that somebody gives, on the safe side, and the balls that follow from them.</summary>
public sealed class GivenProbabilitiesTests
{
    // What p1 and its complement may be off by together.
    private const double Rounding = 4.440892098500626e-16;

    [Fact]
    public void A_complement_that_is_left_out_is_rounded_up_and_so_is_the_other_class()
    {
        var given = ClassProbabilities.Of(0.9, null, null);

        Assert.Equal((0.9, Directed.SubtractUp(1, 0.9)), (given.Top, given.Complement));
        Assert.Equal(given.Complement, given.Other);
    }

    [Fact]
    public void The_other_class_is_what_is_given_and_leaves_the_complement_as_it_is()
    {
        var given = ClassProbabilities.Of(1, 1e-20, 1e-30);

        Assert.Equal((1.0, 1e-20, 1e-30), (given.Top, given.Complement, given.Other));
    }

    // 0.1 is above 1 - 0.9 in doubles, and 0.9 + 0.1 is 1.
    [Fact]
    public void A_complement_below_the_other_class_by_a_rounding_becomes_the_other_class()
    {
        Assert.Equal(0.1, ClassProbabilities.Of(0.9, null, 0.1).Complement);
        Assert.Equal(0.5 + Rounding, ClassProbabilities.Of(0.5, 0.5 + Rounding, 0.5 + Rounding).Other);
    }

    [Fact]
    public void A_probability_of_zero_becomes_the_smallest_double_above_it()
    {
        var given = ClassProbabilities.Of(1, 0, 0);

        Assert.Equal((double.Epsilon, double.Epsilon), (given.Complement, given.Other));
    }

    [Theory]
    [InlineData(0.9, 0.2, null, "one_minus_p1")]
    [InlineData(0.9, 0.0, null, "one_minus_p1")]
    [InlineData(0.5, 0.5 + (2 * Rounding), null, "one_minus_p1")]
    [InlineData(0.5, 0.5 + Rounding, null, null)]
    [InlineData(0.5, 0.5 - Rounding, null, null)]
    [InlineData(0.6, null, 0.5, "p2")]
    [InlineData(0.6, 0.4, 0.5, "p2")]
    [InlineData(0.6, 0.4, 0.4, null)]
    [InlineData(0.6, 0.4, 0.1, null)]
    public void Probabilities_that_do_not_fit_together_are_named(
        double top, double? complement, double? other, string? field)
    {
        var found = ClassProbabilities.Violations(top, complement, other).Select(one => one.Field);

        Assert.Equal(field is null ? [] : [field], found);
        if (field is not null)
            Assert.Throws<ArgumentException>(nameof(top), () => ClassProbabilities.Of(top, complement, other));
    }

    [Theory]
    [InlineData(-0.1, null, null)]
    [InlineData(1.1, null, null)]
    [InlineData(double.NaN, null, null)]
    [InlineData(0.9, -0.1, null)]
    [InlineData(0.9, 1.1, 0.05)]
    [InlineData(0.9, double.NaN, null)]
    [InlineData(0.9, null, -0.1)]
    [InlineData(0.9, 0.1, 1.1)]
    [InlineData(0.9, null, double.NaN)]
    public void A_number_that_is_no_probability_is_refused(double top, double? complement, double? other) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            nameof(top), () => ClassProbabilities.Of(top, complement, other));

    [Fact]
    public void The_ends_of_a_range_are_in_it()
    {
        Assert.All(new[] { 0, 0.5, 1 }, value => Assert.True(ClassProbabilities.IsProbability(value)));
        Assert.All(
            new[] { -double.Epsilon, Math.BitIncrement(1), double.NaN },
            value => Assert.False(ClassProbabilities.IsProbability(value)));
        Assert.All(new[] { 1e-100, 1, 1e100 }, value => Assert.True(GivenLaw.IsWidth(value)));
        Assert.All(
            new[] { 0, Math.BitDecrement(1e-100), Math.BitIncrement(1e100), double.NaN },
            value => Assert.False(GivenLaw.IsWidth(value)));
    }

    [Fact]
    public void The_top_class_is_ahead_where_it_is_more_probable_and_not_where_it_is_as_probable()
    {
        Assert.True(ClassProbabilities.Of(0.6, null, null).HasMajority);
        Assert.False(ClassProbabilities.Of(0.5, 0.5, 0.5).HasMajority);
        Assert.False(ClassProbabilities.Of(0.3, null, 0.4).HasMajority);
    }

    [Fact]
    public void Shape_two_is_normal_noise_of_at_most_the_scale_over_the_root_of_two()
    {
        var law = Assert.IsType<GaussianLaw>(GivenLaw.GeneralizedGaussian(1, 2));

        Assert.Equal(Math.BitDecrement(Math.Sqrt(0.5)), law.StandardDeviation, 1e-16);
        Assert.True(Directed.MultiplyUp(law.StandardDeviation, law.StandardDeviation) <= 0.5);
        Assert.Equal(NoiseLaw.GeneralizedGaussian(0.3, 3), GivenLaw.GeneralizedGaussian(0.3, 3));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => GivenLaw.GeneralizedGaussian(0, 2));
        Assert.False(GivenLaw.IsInRange(GivenLaw.GeneralizedGaussian(1e-100, 2)));
        Assert.True(GivenLaw.IsInRange(GivenLaw.GeneralizedGaussian(1.5e-100, 2)));
    }

    [Fact]
    public void Where_no_class_is_ahead_there_is_no_ball_whatever_the_complement() =>
        Assert.Empty(GivenProbabilities.Balls(0.05, 0.1, 0.08, new GaussianLaw(1), 1, [2]));

    [Fact]
    public void Balls_are_those_of_the_norms_that_are_asked_for()
    {
        var (given, law) = (ClassProbabilities.Of(0.9, null, null), new GaussianLaw(1));

        Assert.Equal([1, 2, double.PositiveInfinity], Norms(GivenProbabilities.Balls(given, law, 10, null)));
        Assert.Equal([2, 4], Norms(GivenProbabilities.Balls(given, law, 10, [4, 2])));
        Assert.Equal([1.5], Norms(GivenProbabilities.Balls(given, law, 10, [1.5])));
    }

    [Fact]
    public void Without_a_number_of_coordinates_the_balls_are_those_that_are_the_same_for_every_number()
    {
        var (given, law) = (ClassProbabilities.Of(0.9, null, null), new GaussianLaw(1));
        var found = GivenProbabilities.Balls(given, law, null, null);

        Assert.Equal([1, 2], Norms(found));
        foreach (var dimension in new long[] { 1, 784, GivenProbabilities.MostDimension })
        {
            var some = GivenProbabilities.Balls(given, law, dimension, null);
            Assert.All(found, ball => Assert.Contains(some, other =>
                (other.Method, other.Norm, other.Radius) == (ball.Method, ball.Norm, ball.Radius)));
        }
    }

    [Theory]
    [InlineData("laplace:0.1", "Eq21 Eq20, Eq21EvenPowers ExactKl")]
    [InlineData("gaussian:0.25", "Eq21 Eq20, Eq21EvenPowers Eq20, ExactKl Eq20")]
    [InlineData("generalized_gaussian:0.3:4", "Eq21EvenPowers Eq21")]
    [InlineData("generalized_gaussian:0.3:3", "")]
    [InlineData("uniform:0.4", "")]
    public void Balls_that_have_other_names_come_again_after_all_and_are_not_marked(string text, string names)
    {
        Assert.True(LawText.TryRead(text, out var law, out _));
        var balls = GivenProbabilities.Balls(0.9, 0.1, 0.1, law, 3, []);
        Ball[] all = [.. OtherNames.With(balls, law)];
        var others = all[balls.Length..];

        Assert.Equal(balls, all[..balls.Length]);
        Assert.Equal(names, string.Join(", ", others.Select(other =>
            $"{other.Method} {balls.Single(ball => ball.Method == StatedAs(names, other)).Method}")));
        Assert.All(others, other => Assert.False(other.BestForNorm));
        Assert.All(others, other => Assert.Equal(
            balls.Single(ball => ball.Method == StatedAs(names, other)).Radius, other.Radius));
    }

    [Fact]
    public void The_first_of_the_largest_balls_of_a_norm_is_marked_and_no_other()
    {
        Ball[] balls = [Of(2, 1), Of(2, 3), Of(1, 5), Of(2, 3), Of(1, 4)];

        Assert.Equal(
            [false, true, true, false, false], Balls.Marked(balls).Select(ball => ball.BestForNorm));
        Assert.Equal([true, false], Balls.Marked([Of(2, 2), Of(2, 1)]).Select(ball => ball.BestForNorm));
    }

    [Fact]
    public void Nothing_in_place_of_an_argument_is_refused_by_name()
    {
        var law = new GaussianLaw(1);

        Assert.Throws<ArgumentNullException>("law", () => GivenProbabilities.Balls(0.9, 0.1, 0.1, null!, 1, []));
        Assert.Throws<ArgumentNullException>("norms", () => GivenProbabilities.Balls(0.9, 0.1, 0.1, law, 1, null!));
        Assert.Throws<ArgumentNullException>("given", () => GivenProbabilities.Balls(null!, law, 1, null));
        Assert.Throws<ArgumentNullException>("balls", () => OtherNames.With(null!, law).ToList());
    }

    private static RadiusMethod StatedAs(string names, Ball other) => Enum.Parse<RadiusMethod>(
        names.Split(", ").Select(pair => pair.Split(' ')).Single(pair => pair[0] == $"{other.Method}")[1]);

    private static Ball Of(double norm, double radius) =>
        new(norm, radius, RadiusMethod.Kl, false, false, null, new DivergenceWitness(1));

    private static IEnumerable<double> Norms(IEnumerable<Ball> balls) =>
        balls.Select(ball => ball.Norm).Distinct().Order();
}
