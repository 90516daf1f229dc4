namespace Smoothing.Certification.Intervals;

/// <summary>Bounds under the law of the noise table, before the slack: an interval's witness.</summary>
/// <param name="TopCount">Estimation draws that answered the class.</param>
/// <param name="OtherCount">Largest count among the other classes.</param>
/// <param name="Draws">Estimation draws, unusable ones included.</param>
/// <param name="TopLower">Lower bound of the probability of the class. In [0, 1].</param>
/// <param name="TopComplementUpper">Upper bound of its complement. In [0, 1].</param>
/// <param name="OtherUpper">Upper bound of every other class; 1 where the method does not bound it. In [0, 1].</param>
public sealed record IntervalBounds(
    long TopCount, long OtherCount, long Draws, double TopLower, double TopComplementUpper, double OtherUpper);
