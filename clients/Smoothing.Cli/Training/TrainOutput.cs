using Smoothing.Cli.Embedding;

namespace Smoothing.Cli.Training;

/// <summary>The files that a run writes.</summary>
/// <param name="Model">Path of the model, MODEL.pt.</param>
internal sealed record TrainOutput(string Model)
{
    /// <summary>Path of its manifest.</summary>
    public string Manifest => ModelFile.ManifestOf(Model);

    /// <summary>Path of the checkpoint.</summary>
    public string Checkpoint => Model + ".checkpoint";

    /// <summary>Path of the model until it was found to be one that can be sampled.</summary>
    public string Candidate => Model + ".part";

    /// <summary>What hinders a run from writing them.</summary>
    /// <param name="resume">Whether it goes on from the checkpoint.</param>
    /// <param name="force">Whether files that exist are replaced.</param>
    public IEnumerable<string> Faults(bool resume, bool force)
    {
        if (!Directory.Exists(Path.GetDirectoryName(Model)))
            yield return $"--output: there is no folder {Path.GetDirectoryName(Model)}";
        if (resume && !File.Exists(Checkpoint))
            yield return $"--resume: there is no checkpoint {Checkpoint}";
        if (force)
            yield break;
        foreach (var path in new[] { Model, Manifest }.Where(File.Exists))
            yield return $"--output: {path} exists; --force replaces it";
        if (!resume && File.Exists(Checkpoint))
        {
            yield return $"--output: {Checkpoint} is there from a run that did not end; --resume goes on with it, "
                + "--force begins anew";
        }
    }
}
