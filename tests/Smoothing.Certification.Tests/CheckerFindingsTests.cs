using System.Collections.Immutable;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Checking;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Certification.Roundings;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>What the checker finds has the name of what is wrong, and only that: each check finds it by itself, without
/// the help of the statement, which the forger writes anew.</summary>
public sealed class CheckerFindingsTests
{
    private static readonly Certificate Good = Samples.Certified([90, 10, 0], [950, 40, 10]);

    private static readonly Certificate Region = JointClaims.Add(Good, JointGoal.Equal);

    private static readonly ImmutableArray<Ball> Balls = ClaimsOf(Good).Balls;

    [Fact]
    public void A_ball_that_does_not_follow_is_named_by_its_index()
    {
        // The last one is no parent of another.
        var last = Balls.Length - 1;
        var smaller = Balls[last] with { Radius = Math.BitDecrement(Balls[last].Radius) };

        Finds(With(Balls.SetItem(last, smaller)), $"claims.balls[{last}]", "does not follow from the bounds");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_radius_that_is_none_is_named_by_the_index_of_its_ball(double radius)
    {
        var changed = With(Balls.SetItem(1, Balls[1] with { Radius = radius }), worded: false);

        Assert.Contains(CertificateChecker.Findings(changed), one => one.Field == "claims.balls[1]");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0.5)]
    [InlineData(65)]
    public void A_norm_that_is_none_is_named_by_the_index_of_its_ball(double norm)
    {
        var converted = Balls.IndexOf(Balls.First(ball => ball.ConvertedFrom is not null));
        var changed = With(Balls.SetItem(converted, Balls[converted] with { Norm = norm }), worded: false);

        Assert.Contains(CertificateChecker.Findings(changed), one => one.Field == $"claims.balls[{converted}]");
    }

    [Fact]
    public void A_ball_twice_is_named_though_the_largest_are_marked() => Finds(
        With(Radii.Balls.Marked([.. Balls, Balls[^1]])), "claims.balls", "hold one ball twice");

    [Fact]
    public void A_mark_of_a_ball_that_is_not_the_largest_is_named()
    {
        var index = Balls.IndexOf(Balls.First(ball => !ball.BestForNorm));

        Finds(
            With(Balls.SetItem(index, Balls[index] with { BestForNorm = true })), "claims.balls",
            "do not mark the largest ball of each norm");
    }

    [Fact]
    public void A_region_twice_is_named() => Finds(
        Changed(claims => claims with { JointRegions = [claims.JointRegions[0], claims.JointRegions[0]] }),
        "claims.joint_regions", "hold one region twice");

    [Fact]
    public void As_many_regions_as_allowed_are_checked_and_one_more_is_refused()
    {
        var region = ClaimsOf(Region).JointRegions[0];
        JointRegion[] regions =
            [.. Enumerable.Repeat(region with { Threshold = 0 }, Claims.MostJointRegions), region];

        Finds(
            Changed(claims => claims with { JointRegions = [.. regions] }), "claims.joint_regions",
            $"are more than {Claims.MostJointRegions}");
        Assert.Contains(
            CertificateChecker.Findings(Changed(claims => claims with { JointRegions = [.. regions[..^1]] })),
            one => one.Field == "claims.joint_regions[0]");
    }

    // Of counts that were altered alone, and of a bound that follows from nothing.
    [Theory]
    [InlineData("top_count")]
    [InlineData("other_count")]
    [InlineData("draws")]
    public void A_count_is_named_before_anything_is_asked_of_the_bounds(string field)
    {
        var witness = Good.Bounds!.Witness;
        var changed = field switch
        {
            "top_count" => witness with { TopCount = witness.TopCount + 1 },
            "other_count" => witness with { OtherCount = witness.OtherCount + 1 },
            _ => witness with { Draws = witness.Draws + 1 },
        };

        Assert.Equal(
            [$"bounds.witness.{field}"], Fields(Good with { Bounds = Good.Bounds with { Witness = changed } }));
    }

    [Fact]
    public void Bounds_that_are_missing_are_the_only_finding() =>
        Assert.Equal(["bounds"], Fields(Good with { Bounds = null }));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(0.6)]
    public void An_error_out_of_its_range_is_the_only_finding(double error) => Assert.Equal(
        ["bounds.error_probability"], Fields(Good with { Bounds = Good.Bounds! with { Error = error } }));

    // Whatever the bounds would give: nothing is asked of what does not follow from the interval.
    [Fact]
    public void A_witness_that_is_not_the_interval_is_the_only_finding()
    {
        var bounds = Good.Bounds!;
        var witness = bounds.Witness with { OtherUpper = double.NaN };

        Assert.Equal(
            ["bounds.witness"],
            Fields(Good with { Bounds = bounds with { Witness = witness, TopLower = 0, OtherUpper = 1 } }));
    }

    [Fact]
    public void Another_abstention_where_the_bounds_show_a_majority_is_named()
    {
        // No probability is on the side of one half that gives a radius without doubt.
        var narrow = Narrow([RadiusMethod.Li]);
        var outcome = new Abstention(AbstentionReason.NoMajority);

        Assert.False(NeymanPearson.IsPositive(narrow.Bounds!));
        Finds(
            Worded(narrow with { Outcome = outcome }), "outcome",
            "is not the abstention that the bounds call for");
    }

    [Fact]
    public void An_abstention_for_want_of_a_radius_holds_where_no_radius_is_above_zero_without_doubt()
    {
        var abstention = new Abstention(AbstentionReason.NoRadius);

        Assert.Empty(CertificateChecker.Findings(Worded(Narrow([RadiusMethod.Li]) with { Outcome = abstention })));
    }

    [Fact]
    public void What_is_wrong_with_a_stated_rounding_is_named_below_it()
    {
        var rounded = RoundingClaims.Add(Good, new(true, [new(2, 0.001)]));

        Assert.Equal(["claims.rounded.stated"], Fields(Stated(rounded, new(false, []))));
        Assert.Equal(
            ["claims.rounded.stated.input_distances[0].distance"], Fields(Stated(rounded, new(true, [new(2, -1)]))));
    }

    [Fact]
    public void Radii_that_rounding_does_not_leave_are_named_though_the_words_are_made_anew()
    {
        var source = Samples.SourceOf(NoiseLaw.GeneralizedGaussian(0.5, 3), Grid.EightBit, [1, 2, 3, 4], 3);
        var issued = JointClaims.Add(
            Samples.Certified(Samples.Evidence(source, [10, 0, 0], [1000, 0, 0])), JointGoal.Equal);
        var rounded = RoundingClaims.Add(issued, new(true, []));
        var claims = ClaimsOf(rounded).Rounded!;

        Assert.NotEmpty(claims.JointRegions);
        Finds(Left(rounded, claims with { Balls = claims.Balls[..^1] }), "claims.rounded.balls",
            $"are not the {claims.Balls.Length} that the rounding leaves");
        Finds(Left(rounded, claims with { Balls = [.. claims.Balls, claims.Balls[0]] }), "claims.rounded.balls",
            $"are not the {claims.Balls.Length} that the rounding leaves");
        Finds(Left(rounded, claims with { JointRegions = [] }), "claims.rounded.joint_regions",
            "are not the 1 that the rounding leaves");
        Finds(
            Left(rounded, claims with
            {
                Balls = claims.Balls.SetItem(0, claims.Balls[0] with { Loss = Math.BitIncrement(claims.Balls[0].Loss) }),
            }),
            "claims.rounded.balls[0]", "is not what the rounding leaves");
        Finds(
            Left(rounded, claims with { JointRegions = [claims.JointRegions[0] with { Parent = 1 }] }),
            "claims.rounded.joint_regions[0]", "is not what the rounding leaves");
    }

    private static void Finds(Certificate altered, string field, string description) => Assert.Equal(
        [new Violation(field, description)], CertificateChecker.Findings(altered));

    private static string[] Fields(Certificate altered) =>
        [.. CertificateChecker.Findings(altered).Select(one => one.Field)];

    private static Claims ClaimsOf(Certificate certificate) => (Claims)certificate.Outcome;

    private static Certificate With(ImmutableArray<Ball> balls, bool worded = true)
    {
        var altered = Good with { Outcome = new Claims(balls) };
        return worded ? Worded(altered) : altered;
    }

    private static Certificate Changed(Func<Claims, Claims> change) =>
        Worded(Region with { Outcome = change(ClaimsOf(Region)) });

    private static Certificate Stated(Certificate rounded, StatedRounding stated) =>
        Left(rounded, ClaimsOf(rounded).Rounded! with { Stated = stated });

    private static Certificate Left(Certificate rounded, RoundedClaims left) =>
        Worded(rounded with { Outcome = ClaimsOf(rounded) with { Rounded = left } });

    private static Certificate Worded(Certificate altered) => altered with { Statement = Statement.Of(altered) };

    // The class is ahead of every other, and has less than half of the draws.
    private static Certificate Narrow(RadiusMethod[] radii) => CountsCertifier.Certify(
        Samples.Evidence([50, 30, 20], [450, 300, 250]), 0.001, IntervalMethod.Split, [], radii);
}
