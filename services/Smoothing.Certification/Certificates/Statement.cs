using System.Collections.Immutable;
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
        using var words = new Wording();
        var draws = evidence.EstimationDraws;
        switch (outcome)
        {
            case Claims claims:
                words.Add($"With error probability at most {error:R} over {draws} estimation draws, by bounds ");
                words.Add($"{method.Words(draws)}, the smoothed classifier answers class {label} for every input ");
                Where(words, claims);
                words.Add(" the input ");
                Input(words, evidence);
                words.Add(". ");
                if (claims.Rounded is { } rounded)
                    Left(words, rounded);
                return Classifier(words, evidence).Add(Limits).ToString();
            case Abstention { Reason: AbstentionReason.NoClass }:
                words.Add("Nothing is claimed: no selection draw gave an answer. ");
                break;
            case Abstention { Reason: AbstentionReason.NoMajority }:
                words.Add($"Nothing is claimed: at error probability {error:R}, by bounds {method.Words(draws)}, the ");
                words.Add($"estimation draws do not show that class {label} is ahead of every other. ");
                break;
            default:
                words.Add("Nothing is claimed: no method gives a positive radius. ");
                break;
        }

        return Classifier(words, evidence).ToString();
    }

    private static void Input(Wording words, Evidence evidence)
    {
        if (evidence.Imported is { } imported)
            ImportedWords.Input(words, imported.Source);
        else
            words.Add($"with SHA-256 {evidence.Source.InputDigest}");
    }

    private const string Limits =
        " It says nothing about the model without noise, about one noisy prediction, or about several inputs at once.";

    private static void Where(Wording words, Claims claims)
    {
        const string From = " (in units of the input, rounded down) from";
        var next = "";
        for (var i = Next(claims.Balls, -1); i >= 0; i = Next(claims.Balls, i))
        {
            words.Add(next).Add("at ");
            Less(words, claims.Balls[i].Norm, claims.Balls[i].Radius);
            words.Add(From);
            next = ", and for every input ";
        }

        foreach (var region in claims.JointRegions)
        {
            words.Add(next).Add("at, all at once, ");
            Within(words, region.Limits);
            words.Add(From);
            next = ", and for every input ";
        }
    }

    // The largest balls by norm, and in their order where they have one norm: the one after another, or the first after
    // -1; -1 after the last. There are few norms, and nothing to sort them in.
    private static int Next(ImmutableArray<Ball> balls, int last)
    {
        var next = -1;
        for (var i = 0; i < balls.Length; i++)
        {
            if (balls[i].BestForNorm && (last < 0 || IsAfter(i, last)) && (next < 0 || IsAfter(next, i)))
                next = i;
        }

        return next;

        bool IsAfter(int i, int j)
        {
            var order = balls[i].Norm.CompareTo(balls[j].Norm);
            return order > 0 || (order == 0 && i > j);
        }
    }

    private static void Within(Wording words, ImmutableArray<NormLimit> limits)
    {
        for (var i = 0; i < limits.Length; i++)
        {
            words.Add(i == 0 ? "" : ", ");
            Less(words, limits[i].Norm, limits[i].Radius);
        }
    }

    // What may be said of the user's own inputs, once rounding took its part.
    private static void Left(Wording words, RoundedClaims rounded)
    {
        var (deployment, distances) = (rounded.Stated.DeploymentRounds, rounded.Stated.InputDistances);
        words.Add($"Of {RoundedWords.Subject(deployment, rounded.Stated.InputWasRounded)}: ");
        if (rounded.Balls.IsEmpty && rounded.JointRegions.IsEmpty)
        {
            words.Add("nothing is left to claim. ");
        }
        else
        {
            Left(words, rounded.Balls, rounded.JointRegions);
            words.Add(" (in units of the input, rounded down) from x. ");
        }

        words.Add("It is assumed, and cannot be checked, that ");
        words.Add($"{string.Join("; and that ", RoundedWords.Assumptions(deployment, distances))}. ");
    }

    private static void Left(Wording words, ImmutableArray<RoundedBall> balls, ImmutableArray<RoundedRegion> regions)
    {
        var next = "the answer is the same for every x' at ";
        foreach (var ball in balls)
        {
            Less(words.Add(next), ball.Norm, ball.Radius);
            next = ", and for every x' at ";
        }

        foreach (var region in regions)
        {
            words.Add(next).Add("all at once ");
            for (var i = 0; i < region.Limits.Length; i++)
                Less(words.Add(i == 0 ? "" : ", "), region.Limits[i].Norm, region.Limits[i].Radius);
            next = ", and for every x' at ";
        }
    }

    private static void Less(Wording words, double norm, double radius)
    {
        if (double.IsPositiveInfinity(norm))
            words.Add("l∞");
        else
            words.Add($"l{norm:R}");
        words.Add($" distance less than {new FlooredDecimals(radius, Decimals(radius))}");
    }

    private static Wording Classifier(Wording words, Evidence evidence) => evidence.Imported is { } imported
        ? ImportedWords.Classifier(words, imported)
        : Classifier(words, evidence.Source);

    private static Wording Classifier(Wording words, SampleSource source)
    {
        words.Add($"The smoothed classifier is the most frequent answer of {source.Model} version ");
        words.Add($"{source.ModelVersion} (SHA-256 {source.ModelDigest}) on inputs with {source.Law} noise in every ");
        words.Add("coordinate");
        if (source.Law is not GaussianLaw)
            words.Add($" (standard deviation {source.Law.StandardDeviation:R})");
        return words.Add($", rounded to the grid with origin {source.Grid.Origin} and step {source.Grid.Step}.");
    }

    // Six, and for small radii enough for six digits that are not leading zeros.
    private static int Decimals(double radius) => 6 + Math.Max(0, -Math.ILogB(radius) * 30103 / 100000);
}
