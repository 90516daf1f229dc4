namespace Smoothing.Sampling.Tests.Measuring;

internal sealed record Measured(string Name, double Value, string Tags);
