using Smoothing.Sampling.Models;

namespace Smoothing.Cli.Embedding;

/// <summary>A model file of the user's, with its manifest beside it.</summary>
internal static class ModelFile
{
    /// <summary>Path of the manifest.</summary>
    public static string ManifestOf(string modelFile) => Path.ChangeExtension(Path.GetFullPath(modelFile), ".json");

    /// <summary>The name that the manifest gives the model.</summary>
    /// <returns>"models/NAME".</returns>
    /// <exception cref="CommandException">There is no manifest, or it violates rules, all of which are named.</exception>
    public static string NameOf(string modelFile)
    {
        var path = ManifestOf(modelFile);
        try
        {
            if (ManifestJson.Read(File.ReadAllText(path), out var violations) is { } manifest)
                return $"models/{manifest.Name}";
            throw new CommandException(
                ExitCode.ModelRefused, $"{path}:{Environment.NewLine}{string.Join(Environment.NewLine, violations)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.ModelRefused,
                $"{path} cannot be read: {exception.Message} `smoothing model init {modelFile}` writes a manifest.",
                exception);
        }
    }
}
