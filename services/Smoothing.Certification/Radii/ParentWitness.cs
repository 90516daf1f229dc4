namespace Smoothing.Certification.Radii;

/// <summary>The witness of a converted radius: the ball that it was converted from.</summary>
/// <param name="Ball">Index of that ball among the claims.</param>
public sealed record ParentWitness(int Ball) : Witness;
