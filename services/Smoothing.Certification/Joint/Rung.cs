using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>A limit over the next one, as the solver found it.</summary>
/// <param name="Tie">Whether it is an end of what the chain allows.</param>
/// <param name="Logarithm">Its logarithm.</param>
internal readonly record struct Rung(Tie Tie, DoubleDouble Logarithm);
