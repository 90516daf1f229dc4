using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Roundings;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Certificates;

/// <summary>A certificate in words.</summary>
internal static class Statement
{
    /// <summary>The words of a certificate whose claims hold.</summary>
    public static string Of(Certificate certificate) =>
        Of(
            certificate.Evidence, certificate.Bounds?.Error ?? 0,
            certificate.Bounds?.Method ?? IntervalMethod.ClopperPearson, certificate.Class, certificate.Outcome);

    /// <summary>Says what is claimed, of which classifier, in which norm and units, and with which error.</summary>
    public static string Of(
        Evidence evidence, double error, IntervalMethod method, int? label, Outcome outcome)
    {
        var classifier = evidence.Imported is { } imported
            ? ImportedWords.Classifier(imported)
            : Classifier(evidence.Source);
        var draws = evidence.EstimationDraws;
        return outcome switch
        {
            Claims claims => Text(
                $"With error probability at most {error:R} over {draws} estimation draws, ")
                + Text($"by bounds {method.Words(draws)}, ")
                + Text($"the smoothed classifier answers class {label} for every input {Where(claims)} the input ")
                + $"{Input(evidence)}. {(claims.Rounded is { } rounded ? Left(rounded) : "")}{classifier} {Limits}",
            Abstention { Reason: AbstentionReason.NoClass } =>
                $"Nothing is claimed: no selection draw gave an answer. {classifier}",
            Abstention { Reason: AbstentionReason.NoMajority } => Text(
                $"Nothing is claimed: at error probability {error:R}, by bounds {method.Words(draws)}, the ")
                + Text($"estimation draws do not show that class {label} is ahead of every other. ") + classifier,
            _ => $"Nothing is claimed: no method gives a positive radius. {classifier}",
        };
    }

    private static string Input(Evidence evidence) => evidence.Imported is { } imported
        ? ImportedWords.Input(imported.Source)
        : $"with SHA-256 {evidence.Source.InputDigest}";

    private const string Limits =
        "It says nothing about the model without noise, about one noisy prediction, or about several inputs at once.";

    private static string Where(Claims claims) => string.Join(
        ", and for every input ",
        claims.Balls.Where(ball => ball.BestForNorm).OrderBy(ball => ball.Norm)
            .Select(ball => $"at {Less(ball.Norm, ball.Radius)} (in units of the input, rounded down) from")
            .Concat(claims.JointRegions.Select(region =>
                $"at, all at once, {Within(region)} (in units of the input, rounded down) from")));

    private static string Within(JointRegion region) =>
        string.Join(", ", region.Limits.Select(limit => Less(limit.Norm, limit.Radius)));

    // What may be said of the user's own inputs, once rounding took its part.
    private static string Left(RoundedClaims rounded)
    {
        var (deployment, distances) = (rounded.Stated.DeploymentRounds, rounded.Stated.InputDistances);
        var claims = rounded.Balls.Select(ball => Less(ball.Norm, ball.Radius))
            .Concat(rounded.JointRegions.Select(region => "all at once "
                + string.Join(", ", region.Limits.Select(limit => Less(limit.Norm, limit.Radius)))))
            .ToList();
        return $"Of {RoundedWords.Subject(deployment, rounded.Stated.InputWasRounded)}: "
            + (claims.Count == 0
                ? "nothing is left to claim. "
                : $"the answer is the same for every x' at {string.Join(", and for every x' at ", claims)} (in units "
                    + "of the input, rounded down) from x. ")
            + $"It is assumed, and cannot be checked, that "
            + $"{string.Join("; and that ", RoundedWords.Assumptions(deployment, distances))}. ";
    }

    private static string Less(double norm, double radius) =>
        $"l{Norm(norm)} distance less than {Directed.FlooredText(radius, Decimals(radius))}";

    private static string Classifier(SampleSource source) =>
        $"The smoothed classifier is the most frequent answer of {source.Model} version {source.ModelVersion} (SHA-256 "
        + $"{source.ModelDigest}) on inputs with {source.Law} noise in every coordinate"
        + (source.Law is GaussianLaw ? "" : Text($" (standard deviation {source.Law.StandardDeviation:R})"))
        + $", rounded to the grid with origin {source.Grid.Origin} and step {source.Grid.Step}.";

    // Six, and for small radii enough for six digits that are not leading zeros.
    private static int Decimals(double radius) => 6 + Math.Max(0, -Math.ILogB(radius) * 30103 / 100000);

    private static string Norm(double norm) => double.IsPositiveInfinity(norm) ? "∞" : Text($"{norm:R}");

    private static string Text(ref InvariantText text) => text.ToStringAndClear();
}
