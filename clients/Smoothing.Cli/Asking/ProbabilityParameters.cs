namespace Smoothing.Cli.Asking;

/// <summary>The options of probabilities that are given.</summary>
internal static class ProbabilityParameters
{
    public static IReadOnlyList<Parameter> All { get; } =
    [
        new("p1", ParameterKind.Number, "P", "lower bound of the probability of the top class, in [0, 1]"),
        new(
            "p2", ParameterKind.Number, "P",
            "upper bound of the probability of every other class; 1 - p1 when left out"),
        new(
            "one_minus_p1", ParameterKind.Number, "P",
            "1 - p1, where p1 is so near 1 that its double has lost it"),
    ];
}
