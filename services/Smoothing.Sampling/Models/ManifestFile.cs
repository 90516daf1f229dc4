using Smoothing.Sampling.Checks;

namespace Smoothing.Sampling.Models;

/// <summary>Reads manifests from files.</summary>
internal static class ManifestFile
{
    // Labels and logits together are below 2 MiB.
    private const long BytesLimit = 16 << 20;

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="ModelException">Check "manifest": it is missing or wrong; all violations are named.</exception>
    public static async Task<ModelManifest> ReadAsync(string path, CancellationToken cancellation)
    {
        var name = Path.GetFileName(path);
        try
        {
            if (!File.Exists(path))
                throw new ModelException(CheckNames.Manifest, $"{name} does not exist");
            if (new FileInfo(path).Length > BytesLimit)
                throw new ModelException(CheckNames.Manifest, $"{name} has more than {BytesLimit} bytes");
            return ManifestJson.Read(await File.ReadAllTextAsync(path, cancellation), out var violations)
                ?? throw new ModelException(
                    CheckNames.Manifest, $"the manifest is wrong: {string.Join("; ", violations)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                CheckNames.Manifest, $"{name} cannot be read ({exception.GetType().Name})", exception)
            {
                Detail = exception.Message,
            };
        }
    }
}
