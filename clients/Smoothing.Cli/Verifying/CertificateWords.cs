using System.Globalization;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Radii;
using Smoothing.Certification.Roundings;
using Smoothing.Cli.Output;
using Smoothing.Draws.Laws;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Verifying;

/// <summary>A certificate in words, for people.</summary>
internal static class CertificateWords
{
    private const int Width = 100;

    private static readonly string[] Assumptions =
    [
        "The classifier that is certified is the smoothed one: the most frequent answer of the model on the input plus "
            + "noise, rounded to the grid of the model's inputs.",
        "Philox4x32-10 stands for randomness: draws of one seed count as independent draws of the noise law.",
        "The error probability, the interval, the numbers of draws and the seed were fixed before any draw, and no "
            + "other seed was tried.",
        "The model answers every noisy input by itself, the same way each time.",
    ];

    private static readonly string[] NotShown =
    [
        "That the counts came from that model and that input; `smoothing replay`, which draws again with the same "
            + "seed, shows it.",
        "Anything about the model without noise, about one noisy prediction, or about several inputs at once: the "
            + "error probability is for this input alone.",
        "That the class is the right one for the input.",
    ];

    private static readonly string[] ImportedNotShown =
    [
        .. ImportedWords.NotShown.Select(Sentence),
        "That the counts came from any model and that input: they are taken from a file.",
        .. NotShown[1..],
    ];

    /// <summary>Writes a certificate, or why there is none.</summary>
    public static void Write(string file, CertificateEntry entry, TextWriter writer)
    {
        writer.WriteLine(FormattableString.Invariant($"{file}, line {entry.Line}"));
        if (entry.Findings.IsEmpty)
        {
            Write(entry.Certificate!, writer);
        }
        else
        {
            // The words of claims that do not hold would be taken for claims.
            var what = entry.Certificate is null ? "This cannot be read as a certificate:" : "THIS IS NOT VALID:";
            writer.WriteLine($"  {what}");
            foreach (var (field, description) in entry.Findings.Items)
                Item(field.Length == 0 ? description : $"{field}: {description}", writer);
        }

        writer.WriteLine();
    }

    private static void Write(Wire.Certificate certificate, TextWriter writer)
    {
        var imported = certificate.Evidence.Imported;
        writer.WriteLine(certificate.Claims is null ? "  Nothing is claimed" : "  Claimed");
        foreach (var claim in Claims(certificate))
            Item(claim, writer);
        writer.WriteLine("  From");
        foreach (var fact in Facts(certificate))
            Item(fact, writer);
        writer.WriteLine("  Under these assumptions");
        foreach (var assumption in imported is null ? Assumptions : ImportedAssumptions(imported))
            Item(assumption, writer);
        foreach (var assumption in RoundingAssumptions(certificate.Claims?.Rounded?.Stated))
            Item(assumption, writer);
        writer.WriteLine("  Not shown");
        foreach (var limit in imported is null ? NotShown : ImportedNotShown)
            Item(limit, writer);
    }

    private static IEnumerable<string> ImportedAssumptions(Wire.ImportedCounts imported) =>
    [
        "The classifier that is certified is the smoothed one: the most frequent answer of the model on the input plus "
            + "noise of exactly that law.",
        .. ImportedWords.Assumptions.Select(Sentence),
        Sentence(ImportedWords.Choice(imported.HasFixedClass, imported.Selection is not null)),
        Assumptions[^1],
    ];

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}.";

    private static IEnumerable<string> Claims(Wire.Certificate certificate)
    {
        if (certificate.Claims is not { } claims)
        {
            yield return certificate.Abstention.Reason switch
            {
                Wire.AbstentionReason.NoMajority => Text(
                    $"The counts do not show that class {certificate.Class} is ahead of every other."),
                Wire.AbstentionReason.NoClass => "No selection draw gave an answer.",
                _ => "No method gives a radius above 0.",
            };
            yield break;
        }

        yield return Text($"With error probability at most {certificate.Bounds.ErrorProbability:R} over the ")
            + Text($"estimation draws, the smoothed classifier answers class {certificate.Class} for every input ")
            + "at a distance less than R, in units of the input, rounded down:";
        var balls = claims.Balls.Where(ball => ball.BestForNorm).OrderBy(ball => NormMessages.Read(ball.Norm));
        foreach (var ball in balls)
            yield return $"{Norm(ball.Norm)}: R = {FlooredNumber.Text(ball.Radius)} ({How(ball)})";
        foreach (var region in claims.JointRegions)
            yield return Region(region);
        if (claims.Rounded is { } rounded)
        {
            foreach (var words in Left(rounded))
                yield return words;
        }
    }

    private static IEnumerable<string> Left(Wire.RoundedClaims rounded)
    {
        var stated = rounded.Stated;
        yield return $"Of {RoundedWords.Subject(stated.DeploymentRounds, stated.InputDistances.Count > 0)}: "
            + (rounded.Balls.Count + rounded.JointRegions.Count == 0
                ? "nothing is left to claim."
                : "the same class for every x' at a distance less than R from x, in units of the input, rounded down:");
        foreach (var ball in rounded.Balls)
        {
            yield return $"{Norm(ball.Norm)}: R = {FlooredNumber.Text(ball.Radius)} (rounding takes "
                + Text($"{ball.Loss:R} of the {Norm(ball.ConvertedFrom ?? ball.Norm)} radius")
                + $"{(ball.ConvertedFrom is null ? "" : ", and what is left is converted")})";
        }

        foreach (var region in rounded.JointRegions)
        {
            yield return "and for every x' whose difference from x has, all at once, " + string.Join(
                ", ", region.Limits.Select(limit => $"{Norm(limit.Norm)} below {FlooredNumber.Text(limit.Radius)}"));
        }
    }

    private static IEnumerable<string> RoundingAssumptions(Wire.Rounding? stated) => stated is null
        ? []
        : RoundedWords.Assumptions(
            stated.DeploymentRounds,
            [.. stated.InputDistances.Select(one => new RoundingDistance(NormMessages.Read(one.Norm), one.Distance))])
            .Select(Sentence);

    private static IEnumerable<string> Facts(Wire.Certificate certificate) =>
        (certificate.Evidence.Imported is { } imported ? Sources(imported) : Sources(certificate.Evidence))
            .Concat(Bounds(certificate));

    private static IEnumerable<string> Sources(Wire.ImportedCounts imported)
    {
        var source = imported.Source;
        yield return $"counts of {source.Tool}, which are taken as they are stated";
        if (!source.FileSha256.IsEmpty)
            yield return Text($"line {source.Line} of the file with SHA-256 {Hex(source.FileSha256.Span)}");
        yield return Text($"input \"{source.Input}\", {source.Dimension} coordinates");
        yield return Noise(source.Noise);
        yield return Chosen(imported) + Text($"; n = {imported.Estimation.Draws} draws that bound its probability");
    }

    private static string Chosen(Wire.ImportedCounts imported) => imported.ChoiceCase switch
    {
        Wire.ImportedCounts.ChoiceOneofCase.FixedClass => Text($"class {imported.FixedClass} is given"),
        Wire.ImportedCounts.ChoiceOneofCase.Selection =>
            Text($"n0 = {imported.Selection.Draws} draws that chose the class"),
        _ => "the class has the largest count",
    };

    private static IEnumerable<string> Sources(Wire.Evidence evidence)
    {
        var source = evidence.Estimation[0].Source;
        yield return Text($"model {source.Model} version {source.ModelVersion}, SHA-256 ")
            + Hex(source.ModelSha256.Span);
        yield return Text($"input with SHA-256 {Hex(source.InputSha256.Span)}, {source.Dimension} coordinates");
        yield return Noise(source.Noise);
        yield return Text($"n0 = {Draws(evidence.Selection)} draws that chose the class, ")
            + Text($"n = {Draws(evidence.Estimation)} other draws that bound its probability");
        yield return Text($"seed of the run {Hex(source.RunSeed.Span)}, generator {source.Generator}");
    }

    private static string Noise(Wire.NoiseLaw noise)
    {
        var law = LawMessages.Read(noise, (_, _) => { })!;
        return $"noise {law}" + (law is GaussianLaw
            ? Text($", standard deviation {law.StandardDeviation:R}")
            : Text($", standard deviation {law.StandardDeviation:R} (the nearest double)"));
    }

    private static IEnumerable<string> Bounds(Wire.Certificate certificate)
    {
        if (certificate.Bounds is not { } bounds)
            yield break;
        var taken = certificate.Evidence.Imported is null
            ? Text($"with {bounds.Slack:R} taken off for the table of noise thresholds")
            : "with nothing taken off for the rounding of the noise";
        yield return Text($"{Interval(bounds)} at α = {bounds.ErrorProbability:R}: {bounds.Witness.TopCount} of ")
            + Text($"{bounds.Witness.Draws} draws answered class {certificate.Class}, so that p1 is at least ")
            + Text($"{bounds.TopLower:R}, 1 - p1 at most {bounds.TopComplementUpper:R}, and every other class at most ")
            + Text($"{bounds.OtherUpper:R}, {taken}");
    }

    // A limit of its own would be taken for a ball.
    private static string Region(Wire.JointRegion region) =>
        "and for every input in a joint region, which is a set of perturbations and not a ball: those with, all at "
            + $"once, {Limits(region.Limits, "below")} ({Objective(region)}; Hayes 2020, equations 22 to 27). On its "
            + $"own it contains these balls: {Limits(region.ContainedBalls, "R =")}";

    private static string Limits(IEnumerable<Wire.NormLimit> limits, string relation) => string.Join(
        ", ", limits.Select(limit => $"{Norm(limit.Norm)} {relation} {FlooredNumber.Text(limit.Radius)}"));

    private static string Objective(Wire.JointRegion region) => region.Objective switch
    {
        Wire.JointObjective.Equal => "equal limits, as large as possible",
        Wire.JointObjective.Maximise => Text($"the limit of l{region.MaximisedExponent:R} as large as possible"),
        _ => "the weighted sum of the logarithms of the limits as large as possible, weights "
            + string.Join(", ", region.Limits.Select(limit => Text($"{Norm(limit.Norm)} {limit.Weight:R}"))),
    };

    private static string How(Wire.Ball ball)
    {
        var method = MethodNames.Of((RadiusMethod)ball.Method);
        var tight = ball.Tight ? ", tight: no larger radius follows from these bounds" : "";
        return ball.ConvertedFrom is { } from ? $"{method}, converted from {Norm(from)}{tight}" : $"{method}{tight}";
    }

    private static string Norm(Wire.Norm norm) => $"l{Norms.Text(NormMessages.Read(norm))}";

    private static string Interval(Wire.ProbabilityBounds bounds) =>
        Wire.ProbabilityBounds.Descriptor.Oneofs.Single(one => one.Name == "interval").Accessor
            .GetCaseFieldDescriptor(bounds).Name.Replace('_', ' ');

    private static long Draws(IEnumerable<Wire.SampledCounts> samples) =>
        samples.SelectMany(sample => sample.Counts).Sum(counts => counts.Range.Count);

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private static void Item(string text, TextWriter writer)
    {
        var (line, first) = ("    -", true);
        foreach (var word in text.Split(' '))
        {
            if (!first && line.Length + 1 + word.Length > Width)
            {
                writer.WriteLine(line);
                line = "     ";
            }

            (line, first) = ($"{line} {word}", false);
        }

        writer.WriteLine(line);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
