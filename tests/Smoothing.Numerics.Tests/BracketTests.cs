using FsCheck.Xunit;

namespace Smoothing.Numerics.Tests;

/// <summary>The bracket ends at the change, from any guess.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 1000 / Dose.Divisor, Replay = "20200108,20200109")]
public sealed class BracketTests
{
    [Property]
    public void The_last_true_double_is_found_from_any_guess(AnyDouble change, AnyDouble guess)
    {
        var at = Math.Clamp(change.Value, -1e308, 1e308);
        Assert.Equal(at, Bracket.LastTrue(x => x <= at, -double.MaxValue, double.MaxValue, guess.Value));
        Assert.Equal(at, Bracket.LastTrue(x => x <= at, -double.MaxValue, double.MaxValue, double.NaN));
    }

    [Property]
    public void The_first_true_double_is_found_from_any_guess(AnyDouble change, AnyDouble guess)
    {
        var at = Math.Clamp(change.Value, -1e308, 1e308);
        Assert.Equal(at, Bracket.FirstTrue(x => x >= at, -double.MaxValue, double.MaxValue, guess.Value));
        Assert.Equal(at, Bracket.FirstTrue(x => x >= at, -double.MaxValue, double.MaxValue, double.NaN));
    }

    [Property]
    public void A_good_guess_needs_few_evaluations(MiddleDouble change, sbyte offset)
    {
        var evaluations = 0;
        var guess = Near.Moved(change.Value, offset % 4);
        Bracket.LastTrue(Holds, -double.MaxValue, double.MaxValue, guess);
        Assert.True(evaluations <= 5, $"{evaluations} evaluations for an offset of {offset % 4} ulp.");

        bool Holds(double x)
        {
            evaluations++;
            return x <= change.Value;
        }
    }

    [Fact]
    public void The_ends_are_not_evaluated_and_may_be_the_answer()
    {
        Assert.Equal(1, Bracket.LastTrue(_ => false, 1, 2, 1.5));
        Assert.Equal(Math.BitDecrement(2.0), Bracket.LastTrue(_ => true, 1, 2, 7));
        Assert.Equal(2, Bracket.FirstTrue(_ => false, 1, 2, 1.5));
        Assert.Equal(0, Bracket.LastTrue(x => x <= 0, -1, 1, 0.25));
    }

    [Fact]
    public void Zero_is_an_end_like_any_other()
    {
        Assert.Equal(0.5, Bracket.LastTrue(x => x <= 0.5, 0, 1, 0.25));
        Assert.Equal(-0.5, Bracket.FirstTrue(x => x >= -0.5, -1, 0, double.NaN));
        Assert.Equal(0.5, Bracket.FirstTrue(x => x >= 0.5, 0, 1, 0));
    }

    [Fact]
    public void An_answer_of_zero_has_no_sign()
    {
        Assert.False(double.IsNegative(Bracket.LastTrue(x => x <= 0, -1, 1, double.NaN)));
        Assert.False(double.IsNegative(Bracket.FirstTrue(x => x >= 0, -1, 1, -0.25)));
    }

    [Fact]
    public void Ends_that_are_not_finite_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bracket.LastTrue(_ => true, double.NegativeInfinity, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bracket.FirstTrue(_ => true, double.NegativeInfinity, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bracket.LastTrue(_ => true, 0, double.PositiveInfinity, 1));
    }

    [Fact]
    public void A_condition_that_is_none_is_refused()
    {
        Assert.Throws<ArgumentNullException>("condition", () => Bracket.LastTrue(null!, 0, 1, 0.5));
        Assert.Throws<ArgumentNullException>("condition", () => Bracket.FirstTrue(null!, 0, 1, 0.5));
    }

    [Fact]
    public void Ends_in_the_wrong_order_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("fails", () => Bracket.LastTrue(_ => true, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("holds", () => Bracket.FirstTrue(_ => true, 1, double.NaN, 1));
    }
}
