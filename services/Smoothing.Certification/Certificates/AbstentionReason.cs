namespace Smoothing.Certification.Certificates;

/// <summary>Why nothing is claimed.</summary>
public enum AbstentionReason
{
    /// <summary>The lower bound of the class is not above the upper bound of the others.</summary>
    NoMajority = 1,

    /// <summary>No selection draw gave an answer.</summary>
    NoClass = 2,

    /// <summary>No method gives a finite, positive radius.</summary>
    NoRadius = 3,
}
