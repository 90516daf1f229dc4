namespace Smoothing.Sampling.Tests;

/// <summary>Tests that measure what all of the process shares: they run when the others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneGroup
{
    public const string Name = "alone";
}
