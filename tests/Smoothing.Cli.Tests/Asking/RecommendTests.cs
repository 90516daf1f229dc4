using System.Text.Json;

namespace Smoothing.Cli.Tests.Asking;

/// <summary>`smoothing recommend`.</summary>
public sealed class RecommendTests : IDisposable
{
    private readonly Workplace _place = new();

    [Fact]
    public async Task For_l2_it_is_Gaussian_noise_and_the_radius_is_that_of_radii()
    {
        var answer = await AskAsync("2", "0.99");
        var radii = await _place.RunAsync(
            "radii", "--noise", "gaussian:0.25", "--p1", "0.99", "--norms", "2", "--dimension", "3072", "--json");

        var best = answer.GetProperty("best");
        Assert.Equal(
            """{"gaussian":{"standard_deviation":0.25}}""", best.GetProperty("noise").GetRawText());
        Assert.Equal("neyman_pearson", best.GetProperty("method").GetString());
        Assert.Contains(
            $"\"radius\":{best.GetProperty("radius").GetRawText()},", radii.Output, StringComparison.Ordinal);
        Assert.Contains("is dominated", answer.GetProperty("explanation").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_alternatives_are_smaller_and_the_gain_is_the_lead_over_the_first()
    {
        var answer = await AskAsync("1", "0.999");

        double[] radii =
        [
            .. answer.GetProperty("alternatives").EnumerateArray().Prepend(answer.GetProperty("best"))
                .Select(candidate => candidate.GetProperty("radius").GetDouble()),
        ];
        Assert.Equal(radii.OrderDescending(), radii);
        Assert.Equal((radii[0] / radii[1]) - 1, answer.GetProperty("gain").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Everything_out_of_range_is_told_by_option()
    {
        var run = await _place.RunAsync(
            "recommend", "--norm", "0.5", "--dimension", "0", "--standard-deviation", "-1", "--p1", "2");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            ["--norm", "--dimension", "--p1"],
            run.ErrorLines.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
        (await _place.RunAsync(
            "recommend", "--norm", "2", "--dimension", "1", "--standard-deviation", "-1", "--p1", "0.9"))
            .RequireLine(2, "--standard-deviation", "in [1e-9, 1e9]");
    }

    [Fact]
    public async Task Without_a_majority_there_is_nothing_to_recommend()
    {
        var run = await _place.RunAsync(
            "recommend", "--norm", "2", "--dimension", "9", "--standard-deviation", "1", "--p1", "0.5", "--json");

        Assert.Equal((0, """{"abstention":{"reason":"no_majority"}}"""), (run.ExitCode, run.Output.Trim()));
    }

    private async Task<JsonElement> AskAsync(string norm, string top)
    {
        var run = await _place.RunAsync(
            "recommend", "--norm", norm, "--dimension", "3072", "--standard-deviation", "0.25", "--p1", top, "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonElement.Parse(run.Output);
    }

    public void Dispose() => _place.Dispose();
}
