using System.Collections.Immutable;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Radii;

/// <summary>All methods that give a ball.</summary>
internal static class BallMethods
{
    /// <summary>In the order of the claims.</summary>
    public static ImmutableArray<BallMethod> All { get; } =
    [
        new NeymanPearson(), new Renyi(), new Kl(), new ChiSquared(), new Hellinger(), new Bhattacharyya(),
        new TotalVariation(), new Lecuyer(), new Li(), new Teng(), new Eq20(), new Eq21(), new Eq21EvenPowers(),
        new ExactKl(),
    ];

    /// <summary>The methods that apply to a law. At least one.</summary>
    public static IEnumerable<BallMethod> For(NoiseLaw law) => All.Where(method => method.Norm(law) is not null);

    /// <summary>A method by its name; null for a name that is none.</summary>
    public static BallMethod? Named(RadiusMethod name) => All.FirstOrDefault(method => method.Name == name);
}
