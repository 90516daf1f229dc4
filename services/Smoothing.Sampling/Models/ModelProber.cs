using System.Collections.Immutable;
using System.Security.Cryptography;
using Smoothing.Draws.Identity;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Probing;

namespace Smoothing.Sampling.Models;

/// <summary>Looks at model files in processes of their own.</summary>
public sealed class ModelProber
{
    // Standard deviations that about one coordinate in 16,000 exceeds: most draws of a small image hold one.
    private const double DeviationsOfReach = 4;

    // Common inputs, smallest first; models with adaptive pooling take several, and then the user must say which.
    private static readonly int[][] CommonShapes =
        [[1, 28, 28], [1, 32, 32], [3, 28, 28], [3, 32, 32], [3, 64, 64], [3, 96, 96], [3, 224, 224], [3, 256, 256],
            [3, 299, 299], [3, 384, 384]];

    private readonly ProbeProcess _process;
    private readonly string _device;

    /// <summary>Looks at models.</summary>
    /// <param name="program">
    /// Path of the sampler's program, without ".dll"; it is run as the probe, with the argument
    /// <see cref="Probe.Argument"/>.
    /// </param>
    /// <param name="device">"cpu", "cuda" or "cuda:N".</param>
    /// <param name="limit">Longest time that one look may take.</param>
    public ModelProber(string program, string device, TimeSpan limit) =>
        (_process, _device) = (new ProbeProcess(program, limit), device);

    /// <summary>Standard deviation of the noise that the model will meet, in units of the input.</summary>
    /// <value>Default null: a quarter of the width of the input range.</value>
    public double? Deviation { get; init; }

    /// <summary>Checks a model and its manifest.</summary>
    /// <param name="manifestPath">The manifest.</param>
    /// <param name="modelPath">The TorchScript file.</param>
    /// <param name="cancellation">Ends the checks.</param>
    public async Task<ModelReport> CheckAsync(string manifestPath, string modelPath, CancellationToken cancellation)
    {
        try
        {
            return await CheckAsync(modelPath, await ManifestFile.ReadAsync(manifestPath, cancellation), cancellation);
        }
        catch (ModelException exception)
        {
            var checks = new CheckList();
            checks.Fail(exception);
            return new(null, null, checks.InOrder());
        }
    }

    /// <summary>Checks that a file is the model that its manifest describes.</summary>
    /// <param name="file">The TorchScript file.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="cancellation">Ends the checks.</param>
    public Task<ModelReport> CheckAsync(string file, ModelManifest manifest, CancellationToken cancellation) =>
        CheckAsync(file, manifest, false, cancellation);

    /// <summary>Checks a file, and records in its manifest which one it is and what it answers.</summary>
    /// <param name="file">The TorchScript file.</param>
    /// <param name="manifest">The manifest without a digest and a golden output.</param>
    /// <param name="cancellation">Ends the checks.</param>
    /// <returns>The manifest with both.</returns>
    /// <exception cref="ModelException">The file is not the model; the exception names the check.</exception>
    public async Task<ModelManifest> RecordAsync(string file, ModelManifest manifest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var report = await CheckAsync(file, manifest, true, cancellation);
        return report.Refusal is { } refusal
            ? throw refusal
            : manifest with { Sha256 = report.Digest, GoldenOutput = report.GoldenOutput };
    }

    private async Task<ModelReport> CheckAsync(
        string file, ModelManifest manifest, bool wantsGolden, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var (checks, report) = (new CheckList(), new ModelReport(manifest, null, []));
        checks.Pass(CheckNames.Manifest, $"{manifest.Name}, version {manifest.Version}");
        try
        {
            var digest = await DigestAsync(file, manifest, checks, cancellation);
            report = report with { Digest = digest };
            var answer = await AskAsync(Request(file, manifest, wantsGolden), cancellation);
            foreach (var check in answer.Checks)
                checks.Add(check);
            if (answer.Sha256 is not null && answer.Sha256 != digest.ToString())
                checks.Fail(CheckNames.File, "the file was changed while it was being checked");
            if (manifest.GoldenOutput is null)
            {
                checks.NotRun(
                    CheckNames.GoldenOutput, "the manifest has none; `smoothing model init --force` writes one");
            }

            if (answer is { GoldenRuntime: { } runtime, GoldenLogits: { } logits })
                report = report with { GoldenOutput = new(runtime, [.. logits]) };
        }
        catch (ModelException exception) when (
            exception.Check == CheckNames.Process && manifest.Engine != Engine.Libtorch)
        {
            checks.Fail(
                CheckNames.Process, $"{exception.Message}; where freezing does that, try the engine libtorch");
        }
        catch (ModelException exception)
        {
            checks.Fail(exception);
        }

        return report with { Checks = checks.InOrder() };
    }

    /// <summary>Finds the shape of a model's input and its number of classes by trying.</summary>
    /// <param name="file">The model file.</param>
    /// <param name="shapes">Shapes to try; null for the common ones.</param>
    /// <param name="cancellation">Ends the probe.</param>
    /// <returns>Every shape that the model takes, with its number of classes. At least one.</returns>
    /// <exception cref="ModelException">The file cannot be used, or takes none of the shapes.</exception>
    public async Task<IReadOnlyList<(int[] Shape, int Classes)>> FindShapesAsync(
        string file, int[][]? shapes, CancellationToken cancellation)
    {
        RequireFile(file);
        var answer = await AskAsync(
            new(Path.GetFullPath(file), _device, NewMark()) { Shapes = shapes ?? CommonShapes }, cancellation);
        if (new ModelReport(null, null, [.. answer.Checks]).Refusal is { } refused)
            throw refused;
        if (answer.Accepted.Length > 0)
            return [.. answer.Accepted.Select(accepted => (accepted.Shape, accepted.Classes))];
        // A check beyond "does not take this shape" tells more than a list of shapes.
        var telling = answer.Refusals.FirstOrDefault(refusal => refusal.Check != CheckNames.Forward)
            ?? answer.Refusals.LastOrDefault()
            ?? throw new ArgumentException("no shape to try", nameof(shapes));
        // Of a single shape it is not said that it is the fault.
        var tried = answer.Refusals.Select(refusal => string.Join(',', refusal.Shape)).ToList();
        throw new ModelException(
            telling.Check,
            (tried.Count == 1 ? "" : $"it takes none of the shapes {string.Join("; ", tried)}; ")
                + $"for {string.Join(',', telling.Shape)}: {telling.Message}");
    }

    /// <summary>Measures how fast a model answers tiles of several forms, on one thread.</summary>
    /// <param name="file">The TorchScript file.</param>
    /// <param name="manifest">Its manifest; the form of its tiles does not count.</param>
    /// <param name="wishes">Which forms to measure.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <returns>The forms, the preferred one first; see <see cref="TileChoice"/>. At least one.</returns>
    /// <exception cref="ModelException">The model fails.</exception>
    public async Task<ImmutableArray<TileSpeed>> MeasureAsync(
        string file, ModelManifest manifest, FormWishes wishes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(wishes);
        RequireFile(file);
        try
        {
            return await AskSpeedAsync(file, manifest, wishes, cancellation);
        }
        catch (ModelException exception) when (wishes.Engine is null && exception.Check == CheckNames.Process)
        {
            // Freezing ends the process where a file cannot be frozen: such a model is run as it is.
            return await AskSpeedAsync(file, manifest, wishes with { Engine = Engine.Libtorch }, cancellation);
        }
    }

    private async Task<ImmutableArray<TileSpeed>> AskSpeedAsync(
        string file, ModelManifest manifest, FormWishes wishes, CancellationToken cancellation)
    {
        var request = new ProbeRequest(Path.GetFullPath(file), _device, NewMark())
        {
            Manifest = ManifestJson.Write(manifest),
            WantsSpeed = true,
            Wishes = wishes,
        };
        var answer = await AskAsync(request, cancellation);
        return new ModelReport(null, null, [.. answer.Checks]).Refusal is { } refusal
            ? throw refusal
            : TileChoice.Order(answer.Speeds);
    }

    private ProbeRequest Request(string file, ModelManifest manifest, bool wantsGolden)
    {
        var grid = manifest.Grid;
        var width = (double)(grid.Levels - 1) * grid.Step.Numerator / grid.Step.Denominator;
        return new(Path.GetFullPath(file), _device, NewMark())
        {
            Manifest = ManifestJson.Write(manifest),
            Reach = DeviationsOfReach * (Deviation ?? width / DeviationsOfReach),
            WantsGolden = wantsGolden,
        };
    }

    private Task<ProbeAnswer> AskAsync(ProbeRequest request, CancellationToken cancellation) =>
        _process.AskAsync(request, cancellation);

    private static async Task<Digest> DigestAsync(
        string file, ModelManifest manifest, CheckList checks, CancellationToken cancellation)
    {
        RequireFile(file);
        Digest digest;
        try
        {
            await using var stream = File.OpenRead(file);
            digest = new(await SHA256.HashDataAsync(stream, cancellation));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                CheckNames.File, $"{Path.GetFileName(file)} cannot be read ({exception.GetType().Name})", exception)
            {
                Detail = exception.Message,
            };
        }

        if (manifest.Sha256 is { } expected && expected != digest)
        {
            throw new ModelException(
                CheckNames.Sha256, $"the file's SHA-256 is {digest}, not the {expected} of its manifest");
        }

        checks.Pass(
            CheckNames.Sha256,
            $"SHA-256 {digest}{(manifest.Sha256 is null ? "; the manifest has none" : ", as in the manifest")}");
        return digest;
    }

    private static void RequireFile(string file)
    {
        if (!File.Exists(file))
            throw new ModelException(CheckNames.File, $"{Path.GetFileName(file)} does not exist");
    }

    private static string NewMark() => $"probe answer {Guid.NewGuid():N}: ";
}
