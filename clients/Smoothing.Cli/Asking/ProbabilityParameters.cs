namespace Smoothing.Cli.Asking;

/// <summary>The options of probabilities that are given.</summary>
internal static class ProbabilityParameters
{
    public static Parameter Top { get; } = new(
        "p1", ParameterKind.Number, "P", "lower bound of the probability of the top class, in [0, 1]");

    public static Parameter Complement { get; } = new(
        "one_minus_p1", ParameterKind.Number, "P", "1 - p1, where p1 is so near 1 that its double has lost it");

    public static IReadOnlyList<Parameter> All { get; } =
    [
        Top,
        new(
            "p2", ParameterKind.Number, "P",
            "upper bound of the probability of every other class; 1 - p1 when left out"),
        Complement,
    ];
}
