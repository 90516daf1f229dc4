using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Smoothing.Cli.Embedding;
using Smoothing.Cli.Parsing;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Sampler;
using Smoothing.Sampling;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Probing;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing model init`: writes a manifest by looking at a model file and measuring it.</summary>
internal static class ModelInitCommand
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromMinutes(10);

    private static readonly Choice<MemoryFormat> Formats = new(
        "--memory-format", [.. Enum.GetValues<MemoryFormat>().Select(one => (MemoryFormatName.Of(one), one))]);

    private static readonly Choice<Engine> Engines = new(
        "--engine", [.. Enum.GetValues<Engine>().Select(one => (EngineName.Of(one), one))]);

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "TorchScript file" };
        var shape = new Option<int[]?>("--shape")
        {
            HelpName = "EXTENTS",
            Description = "shape of one input, such as 3,32,32; found by trying common ones when left out",
            CustomParser = Read.Shape,
        };
        var tile = new Option<long?>("--tile")
        {
            HelpName = "T",
            Description = "draws of a tile; the fastest is found by measuring when left out",
            CustomParser = result => Read.Whole("--tile", 1, ModelManifest.TileSizeLimit)(result),
        };
        var engine = new Option<Engine?>("--engine")
        {
            HelpName = Engines.Names,
            Description = "what libtorch makes of the file when it loads it: nothing, or a frozen module, with batch "
                + "normalisation in the weights; the fastest is found by measuring when left out",
            CustomParser = result => Engines.Read(result),
        };
        var format = new Option<MemoryFormat?>("--memory-format")
        {
            HelpName = Formats.Names,
            Description = "order of the numbers in memory; the fastest is found by measuring when left out",
            CustomParser = result => Formats.Read(result),
        };
        var device = DeviceOption.Create();
        var grid = new Option<Grid?>("--grid")
        {
            HelpName = GridText.Form,
            Description = "levels of an input: level k stands for ORIGIN + k STEP, MIN to MAX; 0,1/255,0,255 when left "
                + "out, 8-bit images in [0, 1]. 0,1/1020,0,1020 has four for each of these: rounding loses less",
            CustomParser = GridText.Read,
        };
        var output = new Option<FileInfo?>("--output")
        {
            HelpName = "MANIFEST",
            Description = "manifest to write; FILE with .json for its extension when left out",
        };
        var force = new Option<bool>("--force") { Description = "replace a manifest that exists" };
        var init = new Command(
            "init",
            "Writes the manifest of a model by looking at the file, which stays as it is, and measuring how fast it "
                + "answers. It assumes inputs in [0, 1] with 256 levels: say --grid where that is not so.")
        {
            file, shape, tile, engine, format, device, grid, output, force,
        };
        init.SetAction((parsed, cancellation) => InitAsync(
            parsed.GetRequiredValue(file),
            new(
                parsed.GetValue(shape) is { Length: > 0 } given ? given : null,
                new((int?)parsed.GetValue(tile), parsed.GetValue(engine), parsed.GetValue(format)),
                parsed.GetValue(grid) ?? Grid.EightBit,
                parsed.GetRequiredValue(device)),
            parsed.GetValue(output),
            parsed.GetValue(force),
            cancellation));
        return init;
    }

    private static async Task<int> InitAsync(
        FileInfo file, Wishes wishes, FileInfo? output, bool force, CancellationToken cancellation)
    {
        var path = output?.FullName ?? Path.ChangeExtension(file.FullName, ".json");
        if (path == file.FullName)
            throw new CommandException(ExitCode.Usage, $"{path} is the model itself: name the manifest with --output");
        if (File.Exists(path) && !force)
        {
            throw new CommandException(
                ExitCode.Usage, $"{path} exists; --force replaces it, --output names another file");
        }

        var manifest = await LookAsync(file.FullName, wishes, cancellation);
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
                + $"({manifest.Layout.ToString().ToLowerInvariant()}) in {Range(manifest.Grid)}, "
                + $"{manifest.Classes} classes; {manifest.Form}. "
                + "Check the grid: the model must take numbers in that range.");
        return ExitCode.Ok;
    }

    private static async Task<ModelManifest> LookAsync(string file, Wishes wishes, CancellationToken cancellation)
    {
        try
        {
            var prober = SamplerHost.Prober(wishes.Device, ProbeLimit);
            var found = WithoutBroadcasts(
                await prober.FindShapesAsync(file, wishes.Shape is { } wish ? [wish] : null, cancellation));
            if (found.Length > 1)
            {
                throw new CommandException(
                    ExitCode.Usage,
                    "the model takes inputs of several shapes; say which with --shape. Of the common ones it takes "
                        + string.Join(
                            "; ", found.Select(one => $"{string.Join(',', one.Shape)} ({one.Classes} classes)")));
            }

            var shape = found[0].Shape;
            if (wishes.Form.MemoryFormat == MemoryFormat.ChannelsLast && shape.Length != 3)
            {
                throw new CommandException(
                    ExitCode.Usage,
                    $"--memory-format: channels_last needs a shape of three extents, not {string.Join(',', shape)}");
            }

            var manifest = new ModelManifest(
                ModelName.Of(file), "1", [.. shape], LayoutOf(shape), wishes.Grid, found[0].Classes, [],
                ModelManifest.DefaultTileSize, Precision.Binary32)
            {
                Form = wishes.Form.Plainest,
            };
            return await RecordFastestAsync(prober, file, manifest, wishes, cancellation);
        }
        catch (ModelException exception)
        {
            var refusal = exception.Check == CheckNames.File ? "" : $" was refused by the check {exception.Check}";
            var detail = exception.Detail is { } more ? $"{Environment.NewLine}{more}" : "";
            throw new CommandException(
                ExitCode.ModelRefused, $"{file}{refusal}: {exception.Message}{detail}", exception);
        }
    }

    /// <summary>The manifest of the fastest form that passes the checks.</summary>
    private static async Task<ModelManifest> RecordFastestAsync(
        ModelProber prober, string file, ModelManifest manifest, Wishes wishes, CancellationToken cancellation)
    {
        foreach (var speed in await MeasureAsync(prober, file, manifest, wishes, cancellation))
        {
            try
            {
                return await prober.RecordAsync(file, manifest with { Form = speed.Form }, cancellation);
            }
            catch (ModelException refusal) when (refusal.Check == CheckNames.Independent)
            {
                // Rounding may depend on the slot in one form and not in another.
                await Console.Error.WriteLineAsync($"{speed.Form}: {refusal.Message}");
            }
        }

        return await prober.RecordAsync(file, manifest, cancellation);
    }

    private static async Task<ImmutableArray<TileSpeed>> MeasureAsync(
        ModelProber prober, string file, ModelManifest manifest, Wishes wishes, CancellationToken cancellation)
    {
        if (wishes.Form.Form is not null)
            return [];
        try
        {
            var speeds = await prober.MeasureAsync(file, manifest, wishes.Form, cancellation);
            foreach (var speed in speeds)
                await Console.Error.WriteLineAsync(speed.ToString());

            return speeds;
        }
        catch (ModelException)
        {
            // The checks say what is wrong with it.
            return [];
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

    private static string Range(Grid grid) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{grid.NumberOf(grid.MinLevel):R}, {grid.NumberOf(grid.MaxLevel):R}] with {grid.Levels} levels");

    private sealed record Wishes(int[]? Shape, FormWishes Form, Grid Grid, string Device);
}
