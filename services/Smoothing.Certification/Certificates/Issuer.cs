using System.Reflection;

namespace Smoothing.Certification.Certificates;

/// <summary>Who computed a certificate.</summary>
/// <param name="Software">Name of the software.</param>
/// <param name="Version">Its version.</param>
public sealed record Issuer(string Software, string Version)
{
    /// <summary>This software.</summary>
    public static Issuer This { get; } = new(
        "smoothing",
        typeof(Issuer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
}
