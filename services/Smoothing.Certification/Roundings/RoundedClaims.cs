using System.Collections.Immutable;

namespace Smoothing.Certification.Roundings;

/// <summary>What may be claimed of an input that was rounded, or of inputs that are rounded before they are classified.
/// </summary>
/// <param name="Stated">What was rounded; an assumption.</param>
/// <param name="Balls">Round the input as it was, by norm, one for each norm in which something is left.</param>
/// <param name="JointRegions">Those of which something is left in every norm.</param>
/// <remarks>See THEOREMS.md, "Inputs off the grid".</remarks>
public sealed record RoundedClaims(
    StatedRounding Stated, ImmutableArray<RoundedBall> Balls, ImmutableArray<RoundedRegion> JointRegions);
