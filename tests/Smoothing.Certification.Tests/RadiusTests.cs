using FsCheck.Xunit;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Intervals;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

public sealed class RadiusTests
{
    private static readonly GaussianLaw Law = new(0.25);

    // Φ(R / sd) is the p1 that the radius claims, and Clopper and Pearson allow it at most the error.
    [Property(MaxTest = 300)]
    public void The_radius_claims_at_most_the_exact_bound(ushort count, ushort others, byte power)
    {
        var (draws, error) = (count + others + 1L, Error(power));
        var certificate = Samples.Certified([1, 0, 0], [count, others, 1], error);
        if (certificate.Outcome is Claims)
        {
            var z = Directed.DivideDown(Samples.Radius(certificate), 0.25);
            var complement = NormalTail.UpperBound(z);
            Assert.True(BinomialTail.LowerBoundFromFailure(count, draws, complement) <= error);
        }
    }

    [Property(MaxTest = 300)]
    public void One_more_answer_for_the_class_never_shrinks_the_radius(ushort count, ushort others, byte power)
    {
        var before = Samples.Certified([1, 0, 0], [count, others, 1], Error(power));
        var after = Samples.Certified([1, 0, 0], [count + 1, others, 0], Error(power));

        Assert.True(Samples.Radius(after) >= Samples.Radius(before));
    }

    [Property(MaxTest = 100)]
    public void An_unusable_draw_counts_against_the_class(ushort count, ushort others, byte unusable)
    {
        var without = Samples.Certified([1, 0, 0], [count, others + 1, 0]);
        var with = Samples.Certified(Samples.Evidence([1, 0, 0], [count, others + 1, 0], unusable));

        Assert.Equal(count + others + 1 + unusable, with.Bounds!.Witness.Draws);
        Assert.True(Samples.Radius(with) <= Samples.Radius(without));
    }

    [Fact]
    public void Doubling_the_deviation_doubles_the_radius_exactly()
    {
        for (var power = -8; power <= 8; power++)
        {
            var scaled = Samples.Largest(1000, 0.001, new GaussianLaw(Math.ScaleB(0.3, power)), 1e-12);
            var unscaled = Samples.Largest(1000, 0.001, new GaussianLaw(0.3), 1e-12);
            Assert.Equal(Math.ScaleB(unscaled, power), scaled);
        }
    }

    [Fact]
    public void Other_deviations_multiply_the_radius_of_deviation_1_and_round_down()
    {
        var unit = Samples.Largest(1000, 0.001, new GaussianLaw(1), 0);
        foreach (var deviation in new[] { 0.12, 0.25, 0.3, 0.7, 3.3 })
        {
            var scaled = Samples.Largest(1000, 0.001, new GaussianLaw(deviation), 0);
            Assert.Equal(Directed.MultiplyDown(deviation, unit), scaled);
        }
    }

    [Property(MaxTest = 100)]
    public void The_largest_radius_of_a_plan_is_that_of_draws_which_all_agree(ushort draws, byte power)
    {
        var certificate = Samples.Certified([1, 0, 0], [draws + 1, 0, 0], Error(power));
        var largest = Samples.Largest(draws + 1, Error(power), Law, Samples.Source.Slack);

        Assert.Equal(Samples.Radius(certificate), largest);
    }

    // The largest radius in the authors' results file of Cohen et al. 2019, ResNet-110, sd .12: 0.457.
    [Fact]
    public void The_published_radius_of_unanimous_draws_comes_out()
    {
        var slack = Smoothing.Draws.Tables.GridNoise.Slack(new GaussianLaw(0.12), Grid.EightBit, 3072);
        var radius = Samples.Largest(100_000, 0.001, new GaussianLaw(0.12), slack);

        Assert.Equal("0.457", Directed.FlooredText(radius, 3));
        Assert.InRange(radius, 0.4573747, 0.4573748);
    }

    // The file of sd .25 has .978, which unanimous draws give at error .01 and not at the stated .001.
    [Fact]
    public void The_published_radius_of_the_other_file_is_one_of_a_larger_error()
    {
        var law = new GaussianLaw(0.25);

        Assert.InRange(Samples.Largest(100_000, 0.001, law, 0), 0.952, 0.953);
        Assert.InRange(Samples.Largest(100_000, 0.01, law, 0), 0.9775, 0.9785);
    }

    [Theory]
    [InlineData(0, 100, 0.001)]
    [InlineData(50, 50, 0.5)]
    [InlineData(50, 50, 1e-12)]
    [InlineData(1, 0, 0.5)]
    [InlineData(1, 0, 1e-12)]
    [InlineData(9, 0, 0.001)]
    public void Without_a_majority_nothing_is_claimed(long count, long other, double error)
    {
        var certificate = Samples.Certified([1, 0, 0], [count, other, 0], error);

        Assert.Equal(new Abstention(AbstentionReason.NoMajority), certificate.Outcome);
    }

    [Fact]
    public void Ten_unanimous_draws_certify_at_one_in_a_thousand_and_nine_do_not()
    {
        Assert.True(Samples.Largest(10, 0.001, Law, 0) > 0);
        Assert.Equal(0, Samples.Largest(9, 0.001, Law, 0));
    }

    [Fact]
    public void Without_an_answer_in_the_selection_there_is_no_class()
    {
        var evidence = new Evidences.Evidence(
            [new(Samples.Source, [Samples.Counts(0, [0, 0, 0], 5)])],
            [new(Samples.Source, [Samples.Counts(5, [0, 90, 10])])]);
        var certificate = Samples.Certified(evidence);

        Assert.Null(certificate.Class);
        Assert.Null(certificate.Bounds);
        Assert.Equal(new Abstention(AbstentionReason.NoClass), certificate.Outcome);
    }

    [Fact]
    public void A_tie_of_the_selection_goes_to_the_smallest_class()
    {
        Assert.Equal(1, Samples.Certified([3, 5, 5], [0, 0, 1000]).Class);
    }

    [Fact]
    public void The_slack_is_taken_off_both_bounds_before_they_are_compared()
    {
        var witness = new IntervalBounds(9, 1, 10, 0.75, 0.25, 0.125);
        var bounds = ProbabilityBounds.Of(witness, IntervalMethod.ClopperPearson, 0.001, 0.0625);
        var clipped = ProbabilityBounds.Of(witness with { OtherUpper = 1 }, IntervalMethod.ClopperPearson, 0.001, 0.9);

        Assert.Equal((0.6875, 0.3125, 0.1875), (bounds.TopLower, bounds.TopComplementUpper, bounds.OtherUpper));
        Assert.Equal((0.0, 1.0, 1.0), (clipped.TopLower, clipped.TopComplementUpper, clipped.OtherUpper));
        Assert.False(clipped.HasMajority);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(9.99e-13)]
    [InlineData(0.6)]
    public void An_error_out_of_its_range_is_refused(double error)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Certified([1, 0, 0], [9, 1, 0], error));
    }

    // 1/2, 2^-2, ... down to 2^-39, just above 1e-12.
    private static double Error(byte power) => Math.ScaleB(1, -1 - (power % 39));
}
