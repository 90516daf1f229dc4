using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Recommendations;

/// <summary>A recommendation in words.</summary>
internal static class Explanation
{
    /// <summary>What is best, by how much, how the paper's methods compare, and what is not said.</summary>
    public static string Of(Question question, Candidate best, Candidate next, Candidate paper) =>
        FormattableString.Invariant($"At standard deviation {question.StandardDeviation:R} ")
        + FormattableString.Invariant($"and 1 - p1 = {question.Bounds.TopComplementUpper:R} ")
        + $"the largest l{Norms.Text(question.Norm)} radius is that of {Noise(best)}, {Radius(best)} ({Origin(best)}); "
        + $"{Noise(next)} follows with {Share(next, best)} of it. {Paper(best, paper)} {Limits}";

    private const string Limits =
        "This compares laws at the same p1 and p2 = 1 - p1; how well a model answers under each noise is for "
        + "experiments to say.";

    private static string Paper(Candidate best, Candidate paper) => paper.Radius >= best.Radius
        ? "It is a radius of the generalized Gaussian method of Hayes 2020."
        : $"The generalized Gaussian method of Hayes 2020 is dominated: at best, with {Noise(paper)}, it reaches "
            + $"{Share(paper, best)} of it.";

    private static string Origin(Candidate candidate) => candidate.ConvertedFrom is { } norm
        ? $"{MethodNames.Of(candidate.Method)}, converted from l{Norms.Text(norm)}"
        : MethodNames.Of(candidate.Method);

    private static string Noise(Candidate candidate) => candidate.Law switch
    {
        GaussianLaw => "Gaussian noise",
        LaplaceLaw => "Laplace noise",
        UniformLaw => "uniform noise",
        GeneralizedGaussianLaw law => $"generalized Gaussian noise of shape {Norms.Text(law.Shape)}",
        _ => $"{candidate.Law}",
    };

    private static string Radius(Candidate candidate) => Directed.FlooredText(
        candidate.Radius, 6 + Math.Max(0, candidate.Radius > 0 ? -Math.ILogB(candidate.Radius) * 30103 / 100000 : 0));

    // Rounded down to a tenth of a percent.
    private static string Share(Candidate candidate, Candidate best) => best.Radius > 0
        ? Directed.FlooredText(Directed.MultiplyDown(100, candidate.ShareOf(best)), 1) + " %"
        : "0 %";
}
