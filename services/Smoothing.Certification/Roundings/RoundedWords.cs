using Smoothing.Certification.Radii;
using static System.FormattableString;

namespace Smoothing.Certification.Roundings;

/// <summary>What claims about rounded inputs say in words, and what they assume.</summary>
public static class RoundedWords
{
    /// <summary>Of which x and x' something is claimed.</summary>
    public static string Subject(bool deploymentRounds, bool inputWasRounded) =>
        (inputWasRounded
            ? "an input x that was rounded to the sampled grid point"
            : "the sampled grid point x itself")
        + (deploymentRounds
            ? ", and inputs x' that deployment rounds to the grid before the smoothed classifier answers"
            : ", and inputs x' that the smoothed classifier is applied to as they are");

    /// <summary>What cannot be checked.</summary>
    /// <param name="deploymentRounds">Whether deployment rounds.</param>
    /// <param name="distances">Stated distances.</param>
    public static IEnumerable<string> Assumptions(
        bool deploymentRounds, IReadOnlyCollection<RoundingDistance> distances)
    {
        ArgumentNullException.ThrowIfNull(distances);
        if (distances.Count > 0)
        {
            yield return "the input x is at most these distances from the sampled grid point, as the client states "
                + "(x is not in the evidence): "
                + string.Join(", ", distances.Select(one => Invariant($"l{Norms.Text(one.Norm)} {one.Distance:R}")));
        }

        if (deploymentRounds)
        {
            yield return "deployment moves no coordinate of x' by more than half a step of the grid, except that it "
                + "may bring what is outside of the range of levels to the nearest end of it";
        }
    }
}
