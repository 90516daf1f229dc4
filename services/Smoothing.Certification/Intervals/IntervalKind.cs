namespace Smoothing.Certification.Intervals;

/// <summary>Which interval method, with the numbers of the wire.</summary>
public enum IntervalKind
{
    /// <summary>One-sided Clopper-Pearson at all of the error; p2 = 1 - p1.</summary>
    ClopperPearson = 1,

    /// <summary>Clopper-Pearson of the top class and of the largest other count, half of the error each.</summary>
    Split = 2,

    /// <summary>Clopper-Pearson of every class, half of the error for the top class, the rest shared by the others.
    /// </summary>
    Bonferroni = 3,

    /// <summary>Hoeffding's inequality.</summary>
    Hoeffding = 4,

    /// <summary>Valid at every number of draws at once.</summary>
    Anytime = 5,

    /// <summary>Clopper-Pearson at checkpoints that were fixed before any draw.</summary>
    Checkpointed = 6,
}
