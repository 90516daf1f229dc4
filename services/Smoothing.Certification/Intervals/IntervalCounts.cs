namespace Smoothing.Certification.Intervals;

/// <summary>What an interval sees of the estimation draws.</summary>
/// <param name="Top">Draws that answered the class. In [0, <paramref name="Draws"/>].</param>
/// <param name="Other">Largest count among the other classes.</param>
/// <param name="Draws">Estimation draws, unusable ones included. In [1, 2^30].</param>
/// <param name="Classes">Number of classes. At least 2.</param>
public readonly record struct IntervalCounts(long Top, long Other, long Draws, int Classes);
