using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;

namespace Smoothing.Certification.Tests;

/// <summary>The parameters of interval methods, their words and names, and what no interval may state.</summary>
public sealed class IntervalMethodTests
{
    private const long Draws = 1000;

    // Even where every number fulfils the inequality: no event is certain, none is impossible.
    [Fact]
    public void A_bound_of_one_is_never_the_last_and_a_bound_of_zero_never_the_first()
    {
        Assert.False(Adjacent.IsLast(1, p => p <= 1));
        Assert.True(Adjacent.IsLast(Math.BitDecrement(1), p => p < 1));
        Assert.False(Adjacent.IsFirst(0, q => q >= 0));
        Assert.True(Adjacent.IsFirst(double.Epsilon, q => q > 0));
    }

    [Fact]
    public void Equal_probabilities_are_no_majority()
    {
        Assert.False(Bounds(0.4, 0.4).HasMajority);
        Assert.True(Bounds(0.4, Math.BitDecrement(0.4)).HasMajority);
        Assert.False(Bounds(double.NaN, 0.4).HasMajority);
    }

    [Fact]
    public void One_Hoeffding_bound_has_all_of_the_error_and_several_leave_the_rest_to_the_others()
    {
        Assert.Equal(new ErrorShares(0.25, 0), new Hoeffding(1).Shares(0.25));
        Assert.Equal(new ErrorShares(0.0625, 0.1875), new Hoeffding(4).Shares(0.25));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(Hoeffding.MostBounds, false)]
    [InlineData(Hoeffding.MostBounds + 1, true)]
    public void A_number_of_Hoeffding_bounds_out_of_its_range_is_named(int count, bool isNamed) =>
        Assert.Equal(isNamed ? ["bounds"] : [], Fields(new Hoeffding(count)));

    [Fact]
    public void Only_Hoeffding_with_a_bound_more_than_twice_covers_the_choice_of_a_class()
    {
        Assert.True(new Hoeffding(5).CoversChoice(3));
        Assert.True(new Hoeffding(6).CoversChoice(3));
        Assert.False(new Hoeffding(4).CoversChoice(3));
        Assert.All(
            IntervalMethods.Plain.Where(method => method is not Hoeffding),
            method => Assert.False(method.CoversChoice(2)));
    }

    [Fact]
    public void The_words_of_Hoeffding_say_how_many_bounds_share_the_error()
    {
        Assert.Equal("of Hoeffding", new Hoeffding(1).Words(Draws));
        Assert.Equal("of Hoeffding, 3 of which share the error", new Hoeffding(3).Words(Draws));
    }

    [Fact]
    public void The_words_of_a_schedule_say_which_checkpoint_was_reached() => Assert.Contains(
        "at checkpoint 3 of 4 (10, 100, 1000, 2000)",
        new Checkpointed([10, 100, 1000, 2000], 0.5).Words(Draws),
        StringComparison.Ordinal);

    public static TheoryData<string, long[], double, string[]> Schedules => new()
    {
        { "one checkpoint", [1000], 0, [] },
        { "the most checkpoints", [.. Enumerable.Range(0, 64).Select(i => 1000 + (long)i)], 0.5, [] },
        { "the most draws", [1000, EvidenceRules.DrawLimit], 0, [] },
        { "neighbours", [1, 2, 1000], 0, [] },
        { "none", [], 0, ["schedule"] },
        { "one too many", [.. Enumerable.Range(0, 65).Select(i => 1000 + (long)i)], 0, ["schedule"] },
        { "no draw", [0, 1000], 0, ["schedule[0]"] },
        { "one twice", [1000, 1000], 0, ["schedule[1]"] },
        { "falling", [1001, 1000], 0, ["schedule[1]"] },
        { "too many draws", [1000, EvidenceRules.DrawLimit + 1], 0, ["schedule[1]"] },
        { "another number of draws", [999, 1001], 0, ["schedule"] },
        { "a target below 0", [1000], -0.5, ["target_radius"] },
        { "a target that is no number", [1000], double.NaN, ["target_radius"] },
        { "an infinite target", [1000], double.PositiveInfinity, ["target_radius"] },
        { "all of it", [0, 0], -1, ["schedule[0]", "schedule[1]", "schedule", "target_radius"] },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void What_is_wrong_with_a_schedule_is_named(string what, long[] schedule, double target, string[] fields)
    {
        Assert.NotEmpty(what);
        Assert.Equal(fields, Fields(new Checkpointed([.. schedule], target)));
    }

    [Fact]
    public void A_schedule_that_is_missing_is_named() => Assert.Equal(["schedule"], Fields(new Checkpointed(default, 0)));

    [Fact]
    public void Equal_schedules_have_equal_hashes()
    {
        Assert.Equal(new Checkpointed([1, 2], 0.5).GetHashCode(), new Checkpointed([1, 2], 0.5).GetHashCode());
        Assert.Equal(new Checkpointed(default, 0).GetHashCode(), new Checkpointed(default, 0).GetHashCode());
    }

    [Fact]
    public void Methods_are_found_by_their_names_and_kinds_and_by_no_others()
    {
        foreach (var method in IntervalMethods.Plain)
        {
            Assert.Same(method, IntervalMethods.Named(method.Name));
            Assert.Same(method, IntervalMethods.Of(method.Kind));
        }

        Assert.Null(IntervalMethods.Named("checkpointed"));
        Assert.Null(IntervalMethods.Of(IntervalKind.Checkpointed));
    }

    [Fact]
    public void A_witness_that_is_none_is_refused() => Assert.Throws<ArgumentNullException>(
        "witness", () => ProbabilityBounds.Of(null!, IntervalMethod.Split, 0.1, 0));

    private static string[] Fields(IntervalMethod method) => [.. method.Violations(Draws).Select(one => one.Field)];

    private static ProbabilityBounds Bounds(double top, double other) =>
        new(0.001, IntervalMethod.Split, top, 0.5, other, 0, new(0, 0, 1, top, 0.5, other));
}
