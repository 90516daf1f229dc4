using Smoothing.Sampling.Models;

namespace Smoothing.Cli.Embedding;

/// <summary>A model file of the user's, with its manifest beside it.</summary>
internal static class ModelFile
{
    /// <summary>Path of the manifest.</summary>
    public static string ManifestOf(string modelFile) => Path.ChangeExtension(Path.GetFullPath(modelFile), ".json");

    /// <summary>The name that the manifest gives the model.</summary>
    /// <returns>"models/NAME".</returns>
    /// <exception cref="CommandException">A file is missing, or the manifest violates rules; all are named.</exception>
    public static string NameOf(string modelFile)
    {
        if (!File.Exists(modelFile))
            throw new CommandException(ExitCode.ModelRefused, $"--model: there is no file {modelFile}");
        var path = ManifestOf(modelFile);
        if (!File.Exists(path))
        {
            throw new CommandException(
                ExitCode.ModelRefused,
                $"--model: {modelFile} has no manifest {path}; `smoothing model init {modelFile}` writes one");
        }

        try
        {
            if (ManifestJson.Read(File.ReadAllText(path), out var violations) is { } manifest)
                return $"models/{manifest.Name}";
            throw new CommandException(
                ExitCode.ModelRefused,
                string.Join(Environment.NewLine, violations.Select(violation => $"{path}: {violation}")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.ModelRefused, $"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
