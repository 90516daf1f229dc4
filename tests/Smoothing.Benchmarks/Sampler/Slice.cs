using Smoothing.Benchmarks.Measuring;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>A subject and the draws of one repetition of it.</summary>
/// <param name="Subject">What is measured.</param>
/// <param name="Draws">Draws of a repetition.</param>
internal sealed record Slice(Subject Subject, int Draws);
