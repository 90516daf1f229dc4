namespace Smoothing.Certification.Radii;

/// <summary>Names of methods, as they are on the wire and in JSON.</summary>
public static class MethodNames
{
    /// <summary>Such as "neyman_pearson".</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no method.</exception>
    public static string Of(RadiusMethod method) => method switch
    {
        RadiusMethod.NeymanPearson => "neyman_pearson",
        RadiusMethod.Eq20 => "eq20",
        RadiusMethod.Eq21 => "eq21",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "a method"),
    };
}
