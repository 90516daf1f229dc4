namespace Smoothing.Certification.Replaying;

/// <summary>What drawing the same draws again says of counts.</summary>
public enum ReplayVerdict
{
    /// <summary>All counts are equal.</summary>
    Identical = 1,

    /// <summary>Counts differ on another runtime, and the test does not refuse that their laws are equal.</summary>
    Consistent = 2,

    /// <summary>Counts differ on one runtime, or more than equal laws explain.</summary>
    Different = 3,
}
