namespace Smoothing.Certification.Radii;

/// <summary>How a radius follows from bounds of probabilities.</summary>
public enum RadiusMethod
{
    /// <summary>Neyman and Pearson: Cohen et al. 2019 for Gaussian noise in l2; exact l1 for every other law.</summary>
    NeymanPearson = 1,

    /// <summary>Hayes 2020, equation 20.</summary>
    Eq20 = 11,

    /// <summary>Hayes 2020, equation 21.</summary>
    Eq21 = 12,
}
