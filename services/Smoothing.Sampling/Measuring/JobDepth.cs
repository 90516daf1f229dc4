namespace Smoothing.Sampling.Measuring;

/// <summary>What is left of a job.</summary>
/// <param name="Model">The measures of its model.</param>
/// <param name="Waiting">Tiles that are not started.</param>
internal readonly record struct JobDepth(ModelMeasures Model, long Waiting);
