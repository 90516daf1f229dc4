namespace Smoothing.Sampling.Tests.Training;

/// <summary>Tests that train, one after another: torch has one generator for a process.</summary>
[CollectionDefinition(Name)]
public sealed class TrainingGroup
{
    public const string Name = "training";
}
