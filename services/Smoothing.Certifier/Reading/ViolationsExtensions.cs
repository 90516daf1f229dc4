using Smoothing.Certification;
using Smoothing.Hosting;

namespace Smoothing.Certifier.Reading;

internal static class ViolationsExtensions
{
    /// <summary>Adds what the certification library found.</summary>
    public static void AddRange(this Violations violations, IEnumerable<Violation> found)
    {
        foreach (var (field, description) in found)
            violations.Add(field, description);
    }
}
