namespace Smoothing.Certification.Radii;

/// <summary>Names of methods, as they are on the wire and in JSON.</summary>
public static class MethodNames
{
    /// <summary>Such as "neyman_pearson".</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no method.</exception>
    public static string Of(RadiusMethod method) => method switch
    {
        RadiusMethod.NeymanPearson => "neyman_pearson",
        RadiusMethod.Renyi => "renyi",
        RadiusMethod.Kl => "kl",
        RadiusMethod.ChiSquared => "chi_squared",
        RadiusMethod.Hellinger => "hellinger",
        RadiusMethod.Bhattacharyya => "bhattacharyya",
        RadiusMethod.TotalVariation => "total_variation",
        RadiusMethod.Lecuyer => "lecuyer",
        RadiusMethod.Li => "li",
        RadiusMethod.Teng => "teng",
        RadiusMethod.Eq20 => "eq20",
        RadiusMethod.Eq21 => "eq21",
        RadiusMethod.Eq21EvenPowers => "eq21_even_powers",
        RadiusMethod.ExactKl => "exact_kl",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "a method"),
    };
}
