namespace Smoothing.Certification.Radii;

/// <summary>How a radius follows from bounds of probabilities.</summary>
public enum RadiusMethod
{
    /// <summary>Neyman and Pearson: Cohen et al. 2019 for Gaussian noise in l2; exact l1 for every other law.</summary>
    NeymanPearson = 1,

    /// <summary>Rényi divergence, Li et al. 2019.</summary>
    Renyi = 2,

    /// <summary>Kullback-Leibler divergence.</summary>
    Kl = 3,

    /// <summary>Neyman's χ² divergence.</summary>
    ChiSquared = 4,

    /// <summary>Squared Hellinger distance.</summary>
    Hellinger = 5,

    /// <summary>Bhattacharyya distance.</summary>
    Bhattacharyya = 6,

    /// <summary>Total variation.</summary>
    TotalVariation = 7,

    /// <summary>Differential privacy, Lecuyer et al. 2019.</summary>
    Lecuyer = 8,

    /// <summary>Li et al. 2019, Laplace noise.</summary>
    Li = 9,

    /// <summary>Teng et al. 2019, Laplace noise: the larger of the two before.</summary>
    Teng = 10,

    /// <summary>Hayes 2020, equation 20.</summary>
    Eq20 = 11,

    /// <summary>Hayes 2020, equation 21.</summary>
    Eq21 = 12,

    /// <summary>Hayes 2020, equation 21 with even powers only.</summary>
    Eq21EvenPowers = 13,

    /// <summary>The exact Kullback-Leibler divergence of generalized Gaussians.</summary>
    ExactKl = 14,
}
