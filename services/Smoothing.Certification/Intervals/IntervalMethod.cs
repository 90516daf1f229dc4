namespace Smoothing.Certification.Intervals;

/// <summary>How bounds of probabilities follow from counts.</summary>
public enum IntervalMethod
{
    /// <summary>One-sided Clopper-Pearson at all of the error; p2 = 1 - p1.</summary>
    ClopperPearson = 1,
}
