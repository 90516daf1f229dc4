using System.Globalization;
using Smoothing.Certification;
using Smoothing.Certification.Radii;
using Smoothing.Cli.Certifying;
using Smoothing.Data;
using Smoothing.Numerics;
using Smoothing.Sampler;
using Smoothing.Sampling;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Checking;

/// <summary>Makes the checks of a model: those of the sampler's start, then those that need noise or data.</summary>
/// <param name="file">The TorchScript file.</param>
/// <param name="manifestPath">Its manifest.</param>
/// <param name="settings">The run that is planned.</param>
/// <param name="images">Data; null for none.</param>
internal sealed class ModelCheck(string file, string manifestPath, RunSettings settings, IImageSet? images)
{
    private const string NoData = "give --data", NotReached = "another check failed";

    // Each draw of the noisy accuracy costs as much as one of a certificate.
    private const int DrawsPerInput = 4, Decimals = 4;
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromMinutes(10);

    // What goes wrong with machine or file has a name, and is no news while it does not.
    private static readonly string[] Silent =
    [
        CheckNames.File, CheckNames.NativeLibrary, CheckNames.Device, CheckNames.Process, CheckNames.Probe,
        CheckNames.Memory, CheckNames.Engine, CheckNames.FrozenOutput,
    ];

    private static readonly string[] NeedData =
        [CheckNames.CleanAccuracy, CheckNames.NoisyAccuracy, CheckNames.Throughput];

    /// <summary>Makes the checks.</summary>
    /// <exception cref="CommandException">The noise, the data or the labels are not what the model takes.</exception>
    public async Task<CheckedModel> RunAsync(CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw new CommandException(ExitCode.ModelRefused, $"there is no file {file}");
        if (!File.Exists(manifestPath))
        {
            throw new CommandException(
                ExitCode.ModelRefused, $"{file} has no manifest {manifestPath}; `smoothing model init` writes one");
        }

        var prober = SamplerHost.Prober(settings.Place.Device, ProbeLimit, settings.Law.StandardDeviation);
        var found = new CheckedModel(file, await prober.CheckAsync(manifestPath, file, cancellation));
        if (found.Report.Manifest is { } manifest && found.Report.Refusal is null)
        {
            try
            {
                found = await TryAsync(found, manifest, cancellation);
            }
            catch (ModelException exception)
            {
                found = With(found, new CheckResult(exception.Check, CheckOutcome.Failed, exception.Message)
                {
                    Detail = exception.Detail,
                });
            }
        }

        var made = found.Report.Checks.Select(check => check.Check);
        return With(found, [.. CheckNames.Order.Except(Silent).Except(made).Select(name => new CheckResult(
            name,
            CheckOutcome.NotRun,
            images is null && NeedData.Contains(name) && found.Report.Refusal is null ? NoData : NotReached))]);
    }

    private async Task<CheckedModel> TryAsync(
        CheckedModel found, ModelManifest manifest, CancellationToken cancellation)
    {
        var slack = NoiseUnits.Slack(settings.Law, manifest.Grid, manifest.Dimension, manifest.Name);
        var radius = CountsCertifier.LargestRadius(
            settings.EstimationDraws, settings.Error, settings.Interval, settings.Law, slack, manifest.Dimension,
            settings.Norm);
        found = With(found, NoiseCheck(manifest)) with { LargestRadius = radius };
        if (images is null)
            return With(found, RunCheck(radius, "give --data for its time"));
        var (levels, labels) = Read(manifest);
        using var trial = await DataTrial.LoadAsync(found.Report, file, settings.Place.Device, cancellation);
        found = await WithAccuracyAsync(found, trial, levels, labels);
        var one = await trial.ThroughputAsync(levels[0], settings.Law, 1, cancellation);
        var all = settings.Place.Workers == 1
            ? one
            : await trial.ThroughputAsync(levels[0], settings.Law, settings.Place.Workers, cancellation);
        var tile = manifest.TileSize;
        var draws = Tiles(settings.SelectionDraws, tile) + Tiles(settings.EstimationDraws, tile);
        var seconds = draws * tile / all;
        found = found with
        {
            DrawsPerSecondOneWorker = one,
            DrawsPerSecond = all,
            RunSeconds = seconds * images.Count,
        };
        var time = $"{Time(seconds)} an input, {Time(seconds * images.Count)} for all {images.Count}";
        return With(
            found,
            new(CheckNames.Throughput, CheckOutcome.Passed, string.Create(
                CultureInfo.InvariantCulture,
                $"{one:N0} draws/s on one worker, {all:N0} on {settings.Place.Workers}, in tiles of {tile}")),
            RunCheck(radius, time));
    }

    private async Task<CheckedModel> WithAccuracyAsync(
        CheckedModel found, DataTrial trial, List<int[]> levels, List<int>? labels)
    {
        if (labels is null)
        {
            return With(
                found,
                new(CheckNames.CleanAccuracy, CheckOutcome.NotRun, "the data has no labels"),
                new(CheckNames.NoisyAccuracy, CheckOutcome.NotRun, "the data has no labels"));
        }

        var clean = await trial.CleanAccuracyAsync(levels, labels);
        var noisy = await trial.NoisyAccuracyAsync(levels, labels, settings.Law, settings.Seed, DrawsPerInput);
        return With(found, clean.Check, noisy.Check) with
        {
            Inputs = levels.Count,
            CleanAccuracy = (double)clean.Right / levels.Count,
            NoisyAccuracy = (double)noisy.Right / (levels.Count * DrawsPerInput),
        };
    }

    /// <summary>The inputs that the options choose, as levels of the model's grid.</summary>
    private (List<int[]> Levels, List<int>? Labels) Read(ModelManifest manifest)
    {
        var model = Described(manifest);
        InputTensor.Require(model, images!);
        int[] indices =
            [.. Enumerable.Range(0, images!.Count).Where(i => i % settings.Skip == 0).Take(settings.Limit)];
        Labels.Require(model, images, indices);
        var (levels, labels) = (new List<int[]>(), images.HasLabels ? new List<int>() : null);
        try
        {
            foreach (var image in indices.Select(index => images[index]))
            {
                levels.Add(InputTensor.LevelsOf(model, image));
                labels?.Add(image.Label!.Value);
            }
        }
        catch (ImageFileException exception)
        {
            throw new CommandException(ExitCode.Usage, exception.Message, exception);
        }

        return (levels, labels);
    }

    private CheckResult NoiseCheck(ModelManifest manifest)
    {
        var (law, step) = (settings.Law, manifest.Grid.Step);
        return NoiseUnits.Warning(law, manifest.Grid) is { } warning
            ? new(CheckNames.Noise, CheckOutcome.Warned, warning)
            : new(CheckNames.Noise, CheckOutcome.Passed, string.Create(
                CultureInfo.InvariantCulture,
                $"{law}: standard deviation {law.StandardDeviation:G6}, ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{law.StandardDeviation * step.Denominator / step.Numerator:0.##} levels"));
    }

    private CheckResult RunCheck(double radius, string time)
    {
        var run = string.Create(
            CultureInfo.InvariantCulture,
            $"n0 = {settings.SelectionDraws}, n = {settings.EstimationDraws}, α = {settings.Error:R}");
        return radius > 0
            ? new(
                CheckNames.Run, CheckOutcome.Passed,
                $"{run}: largest l{Norms.Text(settings.Norm)} radius {Directed.FlooredText(radius, Decimals)}; {time}")
            : new(CheckNames.Run, CheckOutcome.Warned, $"{run}: no radius at all, n is too small for this α; {time}");
    }

    private static Wire.Model Described(ModelManifest manifest) => new()
    {
        Name = manifest.Name,
        Shape = { manifest.Shape },
        Layout = manifest.Layout switch
        {
            Layout.Chw => Wire.Layout.Chw,
            Layout.Hwc => Wire.Layout.Hwc,
            _ => Wire.Layout.Plain,
        },
        Grid = new() { MinLevel = manifest.Grid.MinLevel, MaxLevel = manifest.Grid.MaxLevel },
        Classes = manifest.Classes,
    };

    private static CheckedModel With(CheckedModel found, params CheckResult[] checks) =>
        found with { Report = found.Report.With(checks) };

    private static long Tiles(long draws, int tile) => (draws + tile - 1) / tile;

    private static string Time(double seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };
}
