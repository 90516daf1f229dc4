using System.CommandLine;
using Smoothing.Cli.Embedding;
using Smoothing.Cli.Parsing;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Sampler;
using Smoothing.Sampling;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing model`: `init` writes a manifest by looking at a model file, `check` checks both.</summary>
internal static class ModelCommand
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromMinutes(10);

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "TorchScript file" };
        var shape = new Option<int[]?>("--shape")
        {
            HelpName = "EXTENTS",
            Description = "shape of one input, such as 3,32,32; found by trying common ones when left out",
            CustomParser = Read.Shape,
        };
        var output = new Option<FileInfo?>("--output")
        {
            HelpName = "MANIFEST",
            Description = "manifest to write; FILE with .json for its extension when left out",
        };
        var force = new Option<bool>("--force") { Description = "replace a manifest that exists" };
        var init = new Command(
            "init",
            "Writes the manifest of a model by looking at the file, which stays as it is. It assumes inputs in [0, 1] "
                + "with 256 levels: edit the grid where that is not so.") { file, shape, output, force };
        init.SetAction((parsed, cancellation) => InitAsync(
            parsed.GetRequiredValue(file),
            parsed.GetValue(shape) is { Length: > 0 } given ? given : null,
            parsed.GetValue(output),
            parsed.GetValue(force),
            cancellation));
        return new Command("model", "Prepares models for sampling.") { init, ModelCheckCommand.Create() };
    }

    private static async Task<int> InitAsync(
        FileInfo file, int[]? shape, FileInfo? output, bool force, CancellationToken cancellation)
    {
        var path = output?.FullName ?? Path.ChangeExtension(file.FullName, ".json");
        if (path == file.FullName)
            throw new CommandException(ExitCode.Usage, $"{path} is the model itself: name the manifest with --output");
        if (File.Exists(path) && !force)
        {
            throw new CommandException(
                ExitCode.Usage, $"{path} exists; --force replaces it, --output names another file");
        }

        var manifest = await LookAsync(file.FullName, shape, cancellation);
        try
        {
            await File.WriteAllTextAsync(path, ManifestJson.Write(manifest), cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{path} cannot be written: {exception.Message}", exception);
        }

        await Console.Error.WriteLineAsync(
            $"{path}: {manifest.Name}, input {string.Join('x', manifest.Shape)} "
                + $"({manifest.Layout.ToString().ToLowerInvariant()}) in [0, 1] with 256 levels, "
                + $"{manifest.Classes} classes. Check the grid: the model must take numbers in that range.");
        return ExitCode.Ok;
    }

    private static async Task<ModelManifest> LookAsync(string file, int[]? shape, CancellationToken cancellation)
    {
        try
        {
            var prober = SamplerHost.Prober("cpu", ProbeLimit);
            var found = WithoutBroadcasts(
                await prober.FindShapesAsync(file, shape is null ? null : [shape], cancellation));
            if (found.Length > 1)
            {
                throw new CommandException(
                    ExitCode.Usage,
                    "the model takes inputs of several shapes; say which with --shape. Of the common ones it takes "
                        + string.Join(
                            "; ", found.Select(one => $"{string.Join(',', one.Shape)} ({one.Classes} classes)")));
            }

            var manifest = new ModelManifest(
                ModelName.Of(file), "1", [.. found[0].Shape], LayoutOf(found[0].Shape), Grid.EightBit, found[0].Classes,
                [], ModelManifest.DefaultTileSize, Precision.Binary32);
            return await prober.RecordAsync(file, manifest, cancellation);
        }
        catch (ModelException exception)
        {
            var refusal = exception.Check == CheckNames.File ? "" : $" was refused by the check {exception.Check}";
            var detail = exception.Detail is { } more ? $"{Environment.NewLine}{more}" : "";
            throw new CommandException(
                ExitCode.ModelRefused, $"{file}{refusal}: {exception.Message}{detail}", exception);
        }
    }

    /// <summary>
    /// Leaves out one channel where three are taken too: a normalisation by channel in the model spreads one channel
    /// over all of its own, while a model of one channel does not take three.
    /// </summary>
    private static (int[] Shape, int Classes)[] WithoutBroadcasts(IReadOnlyList<(int[] Shape, int Classes)> found) =>
    [
        .. found.Where(one => !found.Any(other =>
            other.Shape[0] > one.Shape[0] && other.Shape.AsSpan(1).SequenceEqual(one.Shape.AsSpan(1)))),
    ];

    private static Layout LayoutOf(int[] shape) => shape switch
    {
        [1 or 3 or 4, _, _] => Layout.Chw,
        [_, _, 1 or 3 or 4] => Layout.Hwc,
        _ => Layout.Plain,
    };
}
