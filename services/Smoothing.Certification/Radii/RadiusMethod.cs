namespace Smoothing.Certification.Radii;

/// <summary>How a radius follows from bounds of probabilities.</summary>
public enum RadiusMethod
{
    /// <summary>Neyman and Pearson: Cohen et al. 2019 for Gaussian l2.</summary>
    NeymanPearson = 1,
}
