using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Sampling.Checks;

namespace Smoothing.Sampling.Models;

/// <summary>A model of the model folder: one that can be sampled, or one that was refused.</summary>
public sealed class ModelEntry
{
    internal ModelEntry(string name, LoadedModel model) =>
        (Name, Model, Reader) = (name, model, new GridReader(model.Manifest.Grid));

    internal ModelEntry(string name, ModelException refusal) => (Name, Refusal) = (name, refusal);

    /// <summary>Its name, without "models/".</summary>
    public string Name { get; }

    /// <summary>Why it was refused; null when it can be sampled.</summary>
    public ModelException? Refusal { get; }

    /// <summary>The checks that it passed or failed; null when it was loaded without any.</summary>
    public ModelReport? Report { get; init; }

    /// <summary>Its manifest; null when it was refused.</summary>
    public ModelManifest? Manifest => Model?.Manifest;

    /// <summary>Digest of its file; null when it was refused.</summary>
    public Digest? Digest => Model?.Digest;

    /// <summary>What its counts depend on; null when it was refused.</summary>
    public RuntimeFingerprint? Fingerprint => Model?.Fingerprint;

    /// <summary>Reads inputs on the model's grid; null when it was refused.</summary>
    public GridReader? Reader { get; }

    internal LoadedModel? Model { get; }
}
