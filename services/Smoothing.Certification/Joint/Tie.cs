namespace Smoothing.Certification.Joint;

/// <summary>Which end of the chain's inequality holds with equality.</summary>
internal enum Tie
{
    /// <summary>Neither.</summary>
    None,

    /// <summary>ε_k = ε_(k+2).</summary>
    Lower,

    /// <summary>ε_k = d^(1/k - 1/(k+2)) ε_(k+2).</summary>
    Upper,
}
