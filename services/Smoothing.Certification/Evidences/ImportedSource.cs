using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Evidences;

/// <summary>Where the counts of another tool come from, as somebody states it.</summary>
/// <param name="Tool">What counted.</param>
/// <param name="File">Digest of the file that the counts were read from; null where there was none.</param>
/// <param name="Line">Line of the file, from 1; 0 where there was none.</param>
/// <param name="Input">Name of the input.</param>
/// <param name="Dimension">Number of coordinates.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Law">The noise law.</param>
public sealed record ImportedSource(
    string Tool, Digest? File, long Line, string Input, long Dimension, int Classes, NoiseLaw Law);
