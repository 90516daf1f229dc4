using Smoothing.Draws.Generator;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling.Checks;

/// <summary>Tries a model that passed its checks on inputs of the user's, in this process.</summary>
/// <remarks>Tiles hold different inputs here, so the draws are those of no certificate.</remarks>
public sealed class DataTrial : IDisposable
{
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(1);

    private readonly LoadedModel _model;
    private readonly ModelEntry _entry;

    private DataTrial(LoadedModel model) => (_model, _entry) = (model, new(model.Manifest.Name, model));

    /// <summary>Loads a model.</summary>
    /// <param name="report">Its report, without a refusal.</param>
    /// <param name="modelPath">The TorchScript file.</param>
    /// <param name="device">"cpu", "cuda" or "cuda:N".</param>
    /// <param name="cancellation">Ends the loading.</param>
    /// <exception cref="ModelException">The file was changed since, cannot be read, or fails here.</exception>
    public static async Task<DataTrial> LoadAsync(
        ModelReport report, string modelPath, string device, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(await ModelRegistry.LoadAsync(report, modelPath, device, cancellation));
    }

    /// <summary>Finds how many labelled inputs the model classifies right.</summary>
    /// <param name="inputs">Levels [input][coordinate].</param>
    /// <param name="labels">Classes [input].</param>
    /// <returns>The number, and the check "clean_accuracy".</returns>
    /// <exception cref="ModelException">The model failed.</exception>
    public async Task<(int Right, CheckResult Check)> CleanAccuracyAsync(
        IReadOnlyList<int[]> inputs, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        var right = await RightAsync(inputs, labels, null);
        var accuracy = new Accuracy(right, labels.Count, _model.Manifest.Classes);
        if (!accuracy.IsNearChance)
            return (right, new(CheckNames.CleanAccuracy, CheckOutcome.Passed, $"{accuracy} of the inputs are right"));
        var better = new List<string>();
        foreach (var units in InputUnits.OthersThan(_model.Manifest))
        {
            var other = accuracy with { Right = await RightAsync(inputs, labels, units) };
            if (!other.IsNearChance)
                better.Add($"with inputs in {units.Name} it is right on {other}: does the model want those?");
        }

        var finding = $"{accuracy} of the inputs are right, which is near chance ({accuracy.Chance}); most often the "
            + "units of the inputs or the preprocessing are not the model's, or the labels are in another order";
        return (right, new(CheckNames.CleanAccuracy, CheckOutcome.Warned, string.Join("; ", better.Prepend(finding))));
    }

    /// <summary>Finds how many draws around labelled inputs the model classifies right.</summary>
    /// <param name="inputs">Levels [input][coordinate].</param>
    /// <param name="labels">Classes [input].</param>
    /// <param name="law">A law that a table covers on the model's grid.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="draws">Draws for each input. At least 1.</param>
    /// <returns>The number, and the check "noisy_accuracy".</returns>
    /// <exception cref="ModelException">The model failed.</exception>
    public async Task<(int Right, CheckResult Check)> NoisyAccuracyAsync(
        IReadOnlyList<int[]> inputs, IReadOnlyList<int> labels, NoiseLaw law, Seed seed, int draws)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(law);
        var noise = await Task.Run(() => GridNoise.Of(law, _model.Manifest.Grid));
        var noisy = inputs
            .Select(levels => new NoisyInput(noise, levels, Seed.ForInput(seed, Digest.OfLevels(levels)))).ToList();
        var answers = await AnswersAsync(
            inputs.Count * draws, (i, numbers) => noisy[i / draws].Write(i % draws, numbers));
        var right = answers.Where((answer, i) => answer == labels[i / draws]).Count();
        var accuracy = new Accuracy(right, answers.Length, _model.Manifest.Classes);
        return accuracy.IsNearChance
            ? (right, new(
                CheckNames.NoisyAccuracy, CheckOutcome.Warned,
                $"{accuracy} of the draws under {law} are right, which is near chance ({accuracy.Chance}): most inputs "
                    + "will abstain; train the model with this noise, or take less"))
            : (right, new(
                CheckNames.NoisyAccuracy, CheckOutcome.Passed, $"{accuracy} of the draws under {law} are right"));
    }

    /// <summary>Finds how many draws of one input are counted in a second, as a run counts them.</summary>
    /// <param name="levels">Levels of the input [coordinate].</param>
    /// <param name="law">A law that a table covers on the model's grid.</param>
    /// <param name="workers">Threads. At least 1.</param>
    /// <param name="cancellation">Ends the trial.</param>
    /// <exception cref="ModelException">The model failed.</exception>
    public Task<double> ThroughputAsync(int[] levels, NoiseLaw law, int workers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(law);
        return Throughput.MeasureAsync(_entry, levels, law, workers, LeastTime, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private async Task<int> RightAsync(IReadOnlyList<int[]> inputs, IReadOnlyList<int> labels, InputUnits? units)
    {
        var grid = _model.Manifest.Grid;
        var answers = await AnswersAsync(inputs.Count, (input, numbers) =>
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                var level = inputs[input][i];
                numbers[i] = units is null
                    ? grid.NumberOf(level)
                    : (float)units.Convert((double)(level - grid.MinLevel) / Math.Max(1, grid.Levels - 1), i);
            }
        });
        return answers.Where((answer, i) => answer == labels[i]).Count();
    }

    /// <summary>The answers for inputs, tile by tile; a last tile that is not full is filled up with the last input.
    /// </summary>
    private Task<int?[]> AnswersAsync(int count, RowWriter write) => TorchThread.RunAsync(() =>
    {
        TorchRuntime.PrepareThread();
        var (manifest, answers) = (_model.Manifest, new int?[count]);
        using var tile = new TileBuffer(manifest);
        for (var first = 0; first < count; first += manifest.TileSize)
        {
            tile.Open();
            for (var slot = 0; slot < manifest.TileSize; slot++)
            {
                var input = Math.Min(first + slot, count - 1);
                tile.Write(slot, numbers => write(input, numbers));
            }

            var start = first;
            _model.Run(tile.Tensor, outputs =>
            {
                for (var i = start; i < Math.Min(start + manifest.TileSize, count); i++)
                {
                    var row = outputs.Slice((i - start) * manifest.Classes, manifest.Classes);
                    answers[i] = TileAnswers.Answer(row);
                }
            });
        }

        return answers;
    });

    private delegate void RowWriter(int input, Span<float> numbers);
}
