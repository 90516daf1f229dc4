namespace Smoothing.Sampling.Models;

/// <summary>Reads the outputs of a tile while they are in memory.</summary>
/// <param name="outputs">[slot · classes + class].</param>
internal delegate void OutputReader(ReadOnlySpan<float> outputs);
