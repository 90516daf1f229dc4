namespace Smoothing.Numerics.Tests;

public sealed class HoeffdingBoundTests
{
    [Fact]
    public void Bounds_are_on_their_side_of_the_exact_ones_and_next_to_them()
    {
        foreach (var row in ReferenceTable.Rows("hoeffding"))
        {
            var (k, n) = (ReferenceTable.Integer(row[0]), ReferenceTable.Integer(row[1]));
            var (bounds, error) = ((int)ReferenceTable.Integer(row[2]), ReferenceTable.Double(row[3]));
            var what = string.Join(' ', row[..4]);
            Near.AtMost(Rational.Parse(row[4]), HoeffdingBound.LowerBound(k, n, bounds, error), 1, what);
            Near.AtLeast(Rational.Parse(row[5]), HoeffdingBound.UpperBound(k, n, bounds, error), 1, what);
        }
    }

    // 1/2 - √(ln(1/error)/4), where the error is the double next to 1/e: what is left shows what is charged, 2^-95.
    [Fact]
    public void Where_share_and_width_all_but_cancel_the_margin_is_what_is_proved()
    {
        var charged = Rational.Parse("8.446213814783556389572242724613629643712e-18")
            - HoeffdingBound.LowerBound(1, 2, 1, 0.36787944117144233);

        Assert.True(charged >= Math.ScaleB(0.99, -95));
        Assert.True(charged <= Math.ScaleB(1.01, -95));
    }

    [Fact]
    public void They_stay_probabilities()
    {
        Assert.Equal(0, HoeffdingBound.LowerBound(1, 10, 1, 1e-12));
        Assert.Equal(1, HoeffdingBound.UpperBound(9, 10, 1, 1e-12));
    }

    [Fact]
    public void Arguments_outside_the_proved_ranges_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("draws", () => HoeffdingBound.LowerBound(0, 0, 1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("successes", () => HoeffdingBound.UpperBound(6, 5, 1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("bounds", () => HoeffdingBound.UpperBound(1, 5, 0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("error", () => HoeffdingBound.UpperBound(1, 5, 1, 1));
    }
}
