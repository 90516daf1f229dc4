using Grpc.Core;

namespace Smoothing.Hosting.Tests;

public class ViolationsTests
{
    [Fact]
    public void Nothing_is_thrown_when_nothing_is_wrong()
    {
        var violations = new Violations();

        violations.Nested("draws").ThrowIfAny();

        Assert.True(violations.IsEmpty);
    }

    [Fact]
    public void A_nested_collector_prefixes_its_paths_and_shares_its_finds()
    {
        var violations = new Violations();

        violations.Nested("items", 3).Nested("evidence").Add("selection", "is empty");
        violations.Nested("noise").Add("", "is missing");
        violations.Add("run_seed", "has 3 bytes");

        Assert.Equal(
            [
                new("items[3].evidence.selection", "is empty"),
                new("noise", "is missing"),
                new("run_seed", "has 3 bytes"),
            ],
            violations.Items);
        Assert.Equal(
            "items[3].evidence.selection: is empty; noise: is missing; run_seed: has 3 bytes", violations.Message);
    }

    [Fact]
    public void More_than_are_kept_are_counted()
    {
        var violations = new Violations();

        for (var index = 0; index < Violations.Kept + 1; index++)
            violations.Add("f", "d");

        Assert.Equal(33, violations.Count);
        Assert.Equal(32, violations.Items.Count);
        Assert.EndsWith("f: d; and 1 more violation", violations.Message, StringComparison.Ordinal);
        Assert.Throws<RpcException>(violations.ThrowIfAny);
    }

    [Fact]
    public void A_message_is_cut_between_characters()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 100));

        var cut = StatusText.Fit(text);

        Assert.InRange(StatusText.PercentEncode(cut).Length, 900, StatusText.MaxEncodedBytes);
        Assert.EndsWith("😀...", cut, StringComparison.Ordinal);
        Assert.Equal("ab...", StatusText.Shorten("ab😀cdef", 6));
        Assert.Equal("a%25%0A%C3%A9", StatusText.PercentEncode("a%\né"));
    }
}
