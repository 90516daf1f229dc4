namespace Smoothing.Certification.Intervals;

/// <summary>How an error probability is spent. The shares add up to at most all of it.</summary>
/// <param name="Top">For the lower bound of the top class. In (0, 1).</param>
/// <param name="Other">For the upper bounds of the other classes, all together. In [0, 1).</param>
public readonly record struct ErrorShares(double Top, double Other);
