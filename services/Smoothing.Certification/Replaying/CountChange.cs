namespace Smoothing.Certification.Replaying;

/// <summary>An answer that was counted otherwise.</summary>
/// <param name="Class">The class; null for draws without an answer.</param>
/// <param name="Recorded">Its recorded count.</param>
/// <param name="Replayed">Its count when the draws were drawn again.</param>
/// <param name="PValue">Of the difference if both runtimes give the answer alike often, rounded up. In [0, 1].</param>
public readonly record struct CountChange(int? Class, long Recorded, long Replayed, double PValue);
