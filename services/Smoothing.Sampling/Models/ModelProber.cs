using Smoothing.Draws.Identity;
using Smoothing.Sampling.Probing;

namespace Smoothing.Sampling.Models;

/// <summary>Looks at model files in processes of their own.</summary>
public sealed class ModelProber
{
    // Common inputs, smallest first; models with adaptive pooling take several, and then the user must say which.
    private static readonly int[][] CommonShapes =
        [[1, 28, 28], [1, 32, 32], [3, 28, 28], [3, 32, 32], [3, 64, 64], [3, 96, 96], [3, 224, 224], [3, 256, 256],
            [3, 299, 299], [3, 384, 384]];

    private const int SmallBatch = 2;

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

    /// <summary>Checks that a file is the model that its manifest describes.</summary>
    /// <returns>Digest of the bytes that were checked.</returns>
    /// <exception cref="ModelException">It is not; <see cref="ModelException.Check"/> names the check.</exception>
    public async Task<Digest> CheckAsync(string file, ModelManifest manifest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var answer = await AskAsync(file, [[.. manifest.Shape]], manifest.TileSize, cancellation);
        if (answer.Refusals is [var refusal, ..])
            throw new ModelException(refusal.Check, refusal.Message);
        if (answer is not { Accepted: [{ Classes: var classes }], Sha256: { } digest })
            throw new ModelException("probe", "the probe gave no answer");
        return classes == manifest.Classes
            ? new Digest(Convert.FromHexString(digest))
            : throw new ModelException(
                "class_count", $"the model answers {classes} classes; its manifest says {manifest.Classes}");
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
        var answer = await AskAsync(file, shapes ?? CommonShapes, SmallBatch, cancellation);
        if (answer.Accepted.Length > 0)
            return [.. answer.Accepted.Select(accepted => (accepted.Shape, accepted.Classes))];
        // A check beyond "does not take this shape" tells more than a list of shapes.
        var telling = answer.Refusals.FirstOrDefault(refusal => refusal.Check != "forward")
            ?? answer.Refusals.LastOrDefault()
            ?? throw new ArgumentException("no shape to try", nameof(shapes));
        throw new ModelException(
            telling.Check,
            $"it takes none of the shapes {string.Join("; ", answer.Refusals.Select(r => string.Join(',', r.Shape)))}; "
                + $"for {string.Join(',', telling.Shape)}: {telling.Message}");
    }

    private async Task<ProbeAnswer> AskAsync(string file, int[][] shapes, int tileSize, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw new ModelException("file", $"{Path.GetFileName(file)} does not exist");
        var mark = $"probe answer {Guid.NewGuid():N}: ";
        var request = new ProbeRequest(Path.GetFullPath(file), shapes, tileSize, _device, mark);
        var answer = await _process.AskAsync(request, cancellation);
        return answer.Check is null
            ? answer
            : throw new ModelException(answer.Check, answer.Message ?? "") { Detail = answer.Detail };
    }
}
