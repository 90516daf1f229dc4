using System.Globalization;
using System.Text.Json;
using Smoothing.Numerics;

namespace Smoothing.Cli.Tests.Asking;

/// <summary>`smoothing compare`.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly Workplace _place = new();

    [Fact]
    public async Task No_method_is_above_Neyman_Pearson_and_all_grow_with_p1()
    {
        var answer = await AskAsync();

        var radii = answer.GetProperty("radii").EnumerateObject()
            .ToDictionary(one => one.Name, one => one.Value.EnumerateArray().Select(r => r.GetDouble()).ToArray());
        Assert.Contains("eq20", radii.Keys);
        Assert.All(radii.Values, values => Assert.Equal(values.Order(), values));
        Assert.All(radii.Values, values => Assert.All(
            values.Zip(radii["neyman_pearson"]), pair => Assert.True(pair.First <= pair.Second)));
    }

    [Fact]
    public async Task The_paper_s_total_variation_is_shown_on_request_and_breaks_the_tight_radius()
    {
        var printed = await AskAsync("--as-printed");
        var without = await AskAsync();

        Assert.False(without.GetProperty("radii").TryGetProperty("total_variation_as_printed_not_sound", out _));
        var tight = printed.GetProperty("radii").GetProperty("neyman_pearson")[10].GetDouble();
        var misread = printed.GetProperty("radii").GetProperty("total_variation_as_printed_not_sound")[10].GetDouble();
        Assert.InRange(misread / tight, 2 - 1e-9, 2 + 1e-9);
    }

    [Fact]
    public async Task No_row_of_the_table_claims_more_than_the_radius_at_its_p1()
    {
        var run = await _place.RunAsync("compare", "--points", "21", "--to", "0.999999999999");

        var rows = run.Lines.Skip(2).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Take(2).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray()).ToList();
        Assert.Equal(21, rows.Count);
        Assert.All(rows.Skip(1), row => Assert.InRange(
            row[1], row[0] - 0.5, NormalQuantile.UpperTailLowerBound(Directed.SubtractUp(1, row[0]))));
    }

    [Theory]
    [InlineData("c.svg", "<svg")]
    [InlineData("c.png", "\u0089PNG")]
    public async Task It_is_drawn(string file, string begin)
    {
        await AskAsync("--as-printed", "--output", file);

        var bytes = File.ReadAllBytes(_place[file]);
        Assert.StartsWith(begin, System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        if (file.EndsWith("svg", StringComparison.Ordinal))
        {
            var svg = System.Text.Encoding.UTF8.GetString(bytes);
            Assert.Contains(">Neyman-Pearson<", svg, StringComparison.Ordinal);
            Assert.Contains(">total variation as printed (not sound)<", svg, StringComparison.Ordinal);
            Assert.Contains("gaussian:1 noise, 3072 coordinates", svg, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--output: c.gif is not a file that ends in .svg or .png", "--output", "c.gif")]
    [InlineData("--from: is 0.9; it must be below 0.6", "--from", "0.9", "--to", "0.6")]
    [InlineData("--to: is 1; it must be a number in (0.5, 1 - 1e-12]", "--to", "1")]
    [InlineData("--as-printed: is of Gaussian noise and l2 only", "--as-printed", "--norm", "1")]
    [InlineData("--points: is 1; it must be a whole number in [2, 10000]", "--points", "1")]
    public async Task What_is_out_of_range_is_told(string words, params string[] arguments) =>
        (await _place.RunAsync(["compare", .. arguments])).RequireOnly(2, words);

    private async Task<JsonElement> AskAsync(params string[] arguments)
    {
        var run = await _place.RunAsync(["compare", "--points", "21", "--json", .. arguments]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonElement.Parse(run.Output);
    }

    public void Dispose() => _place.Dispose();
}
