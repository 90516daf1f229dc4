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
