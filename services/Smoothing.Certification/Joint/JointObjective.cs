namespace Smoothing.Certification.Joint;

/// <summary>What a joint region maximises.</summary>
public enum JointObjective
{
    /// <summary>All limits equal, as large as possible.</summary>
    Equal = 1,

    /// <summary>One limit as large as possible, the others as small as the chain allows.</summary>
    Maximise = 2,

    /// <summary>The weighted sum of the logarithms of the limits.</summary>
    Weighted = 3,
}
