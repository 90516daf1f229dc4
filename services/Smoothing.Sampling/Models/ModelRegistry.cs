using Smoothing.Draws.Identity;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Native;
using TorchSharp;

namespace Smoothing.Sampling.Models;

/// <summary>The models of a folder: every manifest NAME.json with its TorchScript file NAME.pt beside it.</summary>
/// <remarks>
/// Requests name a model, never a path. Each file is probed in a process of its own before this process loads it, and
/// answers once before it counts as ready. A model that fails is kept with the reason.
/// </remarks>
public sealed class ModelRegistry : IDisposable
{
    private const int WarmUpCalls = 3;

    private readonly SortedDictionary<string, ModelEntry> _entries;

    private ModelRegistry(SortedDictionary<string, ModelEntry> entries) => _entries = entries;

    /// <summary>All models, by name.</summary>
    public IReadOnlyCollection<ModelEntry> Entries => _entries.Values;

    /// <summary>Finds a model.</summary>
    /// <param name="name">Its name, without "models/".</param>
    /// <returns>Null when there is none of that name.</returns>
    public ModelEntry? Find(string name) => _entries.GetValueOrDefault(name);

    /// <summary>Loads the models of a folder.</summary>
    /// <param name="folder">The folder; its subfolders do not count.</param>
    /// <param name="prober">Looks at the files.</param>
    /// <param name="device">"cpu", "cuda" or "cuda:N".</param>
    /// <param name="cancellation">Ends the loading.</param>
    public static async Task<ModelRegistry> LoadFolderAsync(
        string folder, ModelProber prober, string device, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            throw new ModelException("folder", $"the model folder {folder} does not exist");
        var registry = new ModelRegistry(new(StringComparer.Ordinal));
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                var file = Path.ChangeExtension(path, ".pt");
                registry.Add(path, await LoadAsync(path, file, prober, device, cancellation));
            }

            return registry;
        }
        catch
        {
            registry.Dispose();
            throw;
        }
    }

    /// <summary>Loads one model.</summary>
    /// <param name="manifestPath">The manifest.</param>
    /// <param name="modelPath">The TorchScript file.</param>
    /// <param name="prober">Looks at the file.</param>
    /// <param name="device">"cpu", "cuda" or "cuda:N".</param>
    /// <param name="cancellation">Ends the loading.</param>
    public static async Task<ModelRegistry> LoadFileAsync(
        string manifestPath, string modelPath, ModelProber prober, string device, CancellationToken cancellation)
    {
        var entry = await LoadAsync(manifestPath, modelPath, prober, device, cancellation);
        return new(new(StringComparer.Ordinal) { [entry.Name] = entry });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var entry in _entries.Values)
            entry.Model?.Dispose();
    }

    private void Add(string path, ModelEntry entry)
    {
        if (_entries.TryAdd(entry.Name, entry))
            return;
        // A second manifest of a name never takes the place of the first; it is kept under the name of its file.
        entry.Model?.Dispose();
        var refusal = entry.Refusal ?? new ModelException("name", $"another manifest has the name {entry.Name}");
        var name = Path.GetFileNameWithoutExtension(path);
        if (!_entries.TryAdd(name, new(name, refusal)))
            _entries.TryAdd(Path.GetFileName(path), new(Path.GetFileName(path), refusal));
    }

    private static async Task<ModelEntry> LoadAsync(
        string manifestPath, string modelPath, ModelProber prober, string device, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prober);
        var report = await prober.CheckAsync(manifestPath, modelPath, cancellation);
        var name = report.Manifest?.Name ?? Path.GetFileNameWithoutExtension(manifestPath);
        if (report.Refusal is { } refused)
            return new(name, refused) { Report = report };
        try
        {
            return new(name, await LoadAsync(report, modelPath, device, cancellation)) { Report = report };
        }
        catch (ModelException refusal)
        {
            return new(name, refusal) { Report = report };
        }
    }

    /// <summary>Loads a model that passed its checks.</summary>
    /// <exception cref="ModelException">The file was changed since, cannot be read, or fails here.</exception>
    internal static async Task<LoadedModel> LoadAsync(
        ModelReport report, string modelPath, string device, CancellationToken cancellation)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(modelPath, cancellation);
            if (report.Manifest is not { } manifest || Digest.Of(bytes) != report.Digest)
                throw new ModelException(CheckNames.File, "the file was changed while it was being checked");
            return await TorchThread.RunAsync(() => LoadAndAnswer(manifest, bytes, device));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                CheckNames.File, $"it cannot be read ({exception.GetType().Name})", exception)
            {
                Detail = exception.Message,
            };
        }
    }

    private static LoadedModel LoadAndAnswer(ModelManifest manifest, byte[] bytes, string device)
    {
        var model = LoadedModel.Load(manifest, bytes, device);
        try
        {
            // The engine optimises a model during its first calls; what is counted later is then run in one way only.
            using var tile = torch.zeros(manifest.TileShape, torch.float32);
            for (var call = 0; call < WarmUpCalls; call++)
            {
                var started = TimeProvider.System.GetTimestamp();
                model.Run(tile, _ => { });
                model.TileTime = TimeProvider.System.GetElapsedTime(started);
            }

            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
