using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Checks;

namespace Smoothing.Sampling.Tests;

public sealed class DataTrialTests
{
    private const int Inputs = 120;

    // Levels without a pattern; not random, and the same everywhere.
    private static readonly int[][] Levels = [.. Candidates(Inputs)];

    [Fact]
    public async Task Accuracies_are_those_of_the_model()
    {
        using var trial = await LoadAsync(Fixtures.FileOf("linear_3"));
        var labels = LabelsOf(level => level / 255f);
        labels[5] = (labels[5] + 1) % 3;
        var clean = await trial.CleanAccuracyAsync(Levels, labels);
        // Noise of a hundredth of a level leaves every input as it is.
        var noisy = await trial.NoisyAccuracyAsync(
            Levels, labels, new GaussianLaw(0.01 / 255), Seed.FromNumber(1), draws: 2);
        Assert.Equal((Inputs - 1, CheckOutcome.Passed), (clean.Right, clean.Check.Outcome));
        Assert.Equal((2 * (Inputs - 1), CheckOutcome.Passed), (noisy.Right, noisy.Check.Outcome));
    }

    [Fact]
    public async Task A_model_that_wants_other_units_is_near_chance_and_they_are_named()
    {
        using var model = new Crafted("return (self).logits(torch.relu(torch.sub(x, 127.5)), )");
        using var trial = await LoadAsync(model.File);
        // As many of each class: what answers one class only is right on a third.
        var balanced = Candidates(4000).GroupBy(levels => Label(levels, level => Math.Max(0, level - 127.5f)))
            .SelectMany(group => group.Take(Inputs / 3).Select(levels => (Levels: levels, Label: group.Key))).ToList();
        Assert.Equal(Inputs, balanced.Count);
        var (_, check) = await trial.CleanAccuracyAsync(
            [.. balanced.Select(input => input.Levels)], [.. balanced.Select(input => input.Label)]);
        Assert.Equal(CheckOutcome.Warned, check.Outcome);
        Assert.Contains("near chance (33.3 %)", check.Finding, StringComparison.Ordinal);
        Assert.Contains("with inputs in [0, 255] it is right on 120 of 120", check.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throughput_is_a_number_of_draws_in_a_second()
    {
        using var trial = await LoadAsync(Fixtures.FileOf("linear_3"));
        var rate = await trial.ThroughputAsync(
            Levels[0], new GaussianLaw(0.25), 1, TestContext.Current.CancellationToken);
        Assert.InRange(rate, 1, 1e9);
    }

    [Theory]
    [InlineData(19, 100, 10, true)]
    [InlineData(20, 100, 10, false)]
    [InlineData(0, 9, 10, false)]
    [InlineData(0, 10, 10, true)]
    public void Near_chance_is_three_standard_deviations(int right, int total, int classes, bool near) =>
        Assert.Equal(near, new Accuracy(right, total, classes).IsNearChance);

    private static IEnumerable<int[]> Candidates(int count) => Enumerable.Range(1, count)
        .Select(i => Enumerable.Range(1, 4).Select(j => (int)((uint)(i * 4 + j) * 2654435761u >> 24)).ToArray());

    private static List<int> LabelsOf(Func<int, float> number) => [.. Levels.Select(levels => Label(levels, number))];

    private static int Label(int[] levels, Func<int, float> number) =>
        Recomputed.Linear([.. levels.Select(number)]) ?? 0;

    private static async Task<DataTrial> LoadAsync(string file)
    {
        var report = new ModelReport(
            Fixtures.Manifest("model", 3), Digest.Of(File.ReadAllBytes(file)), []);
        return await DataTrial.LoadAsync(report, file, "cpu", TestContext.Current.CancellationToken);
    }
}
