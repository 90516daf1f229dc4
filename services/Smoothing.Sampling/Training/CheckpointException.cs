using System.Collections.Immutable;

namespace Smoothing.Sampling.Training;

/// <summary>A run cannot go on from a checkpoint.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>States all that is wrong.</summary>
    /// <param name="faults">One text for each fault, without the file's name. At least one.</param>
    /// <param name="cause">The failure underneath; null when there is none.</param>
    public CheckpointException(ImmutableArray<string> faults, Exception? cause = null)
        : base(string.Join("; ", faults), cause) => Faults = faults;

    /// <summary>All that is wrong.</summary>
    public ImmutableArray<string> Faults { get; }
}
