using Smoothing.Certification.Radii;

namespace Smoothing.Certification.Tests;

/// <summary>What is kept between requests, which choose its keys.</summary>
public sealed class KeptTests
{
    private const int Limit = 256;

    [Fact]
    public void A_value_that_is_kept_is_made_once()
    {
        var (made, kept) = Counted();

        Assert.Equal("7", kept.Of(7));
        Assert.Equal("7", kept.Of(7));
        Assert.Equal("8", kept.Of(8));
        Assert.Equal([7, 8], made);
    }

    [Fact]
    public void As_many_as_the_limit_are_kept_and_one_more_clears_them()
    {
        var (made, kept) = Counted();
        for (var key = 0; key < Limit; key++)
            kept.Of(key);
        kept.Of(0);
        Assert.Equal(Limit, made.Count);

        kept.Of(Limit);
        kept.Of(0);

        Assert.Equal([Limit, 0], made[Limit..]);
    }

    private static (List<int> Made, Kept<int, string> Kept) Counted()
    {
        var made = new List<int>();
        return (made, new(key =>
        {
            made.Add(key);
            return $"{key}";
        }));
    }
}
