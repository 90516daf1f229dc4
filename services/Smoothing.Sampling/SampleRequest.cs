using Smoothing.Draws.Counting;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling;

/// <summary>A range of draws of one input.</summary>
/// <param name="Model">A model that can be sampled.</param>
/// <param name="Levels">Levels of the input [coordinate], within the range of the model's grid.</param>
/// <param name="Law">The noise law; a table must cover it on the model's grid.</param>
/// <param name="RunSeed">Seed of the run.</param>
/// <param name="Range">Draws to count.</param>
/// <param name="ReportEvery">Draws between two reports; 0 for a few reports a second.</param>
public sealed record SampleRequest(
    ModelEntry Model, int[] Levels, NoiseLaw Law, Seed RunSeed, DrawRange Range, long ReportEvery);
