using Smoothing.Data;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Replaying;

/// <summary>What a replay tells people before its first draw, and at its end.</summary>
internal static class ReplayWords
{
    private const int MostLines = 10;

    /// <summary>Tells what is drawn, and on what.</summary>
    public static async Task BeginAsync(
        TextWriter writer, Wire.Model model, IReadOnlyList<ReplayItem> items, IImageSet images)
    {
        var recordings = items.Select(item => item.Recording).OfType<Recording>().ToList();
        await writer.WriteLineAsync(
            $"{model.Name} version {model.Version}, SHA-256 {Convert.ToHexStringLower(model.Sha256.Span)}");
        await writer.WriteLineAsync(FormattableString.Invariant(
            $"{recordings.Count} certificates, {recordings.Sum(recording => recording.Draws)} draws on inputs of ")
            + images.Name);
        await writer.WriteLineAsync($"replayed on {Fingerprints.Text(model.Fingerprint)}");
        foreach (var runtime in recordings.GroupBy(recording => recording.Source.Fingerprint))
        {
            await writer.WriteLineAsync(FormattableString.Invariant($"{runtime.Count()} recorded on ")
                + (runtime.Key.Equals(model.Fingerprint) ? "the same" : Fingerprints.Text(runtime.Key)));
        }
    }

    /// <summary>Names inputs that are not in the data.</summary>
    public static Task MissingAsync(TextWriter writer, IReadOnlyList<long> lines, int items, IImageSet images) =>
        writer.WriteLineAsync(Missing(lines, items, images));

    /// <summary>Names inputs that are not in the data.</summary>
    public static string Missing(IReadOnlyList<long> lines, int items, IImageSet images) => FormattableString.Invariant(
        $"--data: the inputs of {lines.Count} of {items} certificates are not among the {images.Count} images of ")
        + $"{images.Name}, that is, of line {string.Join(", ", lines.Take(MostLines))}"
        + (lines.Count > MostLines ? ", …" : "");

    /// <summary>Tells how far an interrupted replay came.</summary>
    public static Task InterruptedAsync(TextWriter writer, int done, int items) => writer.WriteLineAsync(
        FormattableString.Invariant($"interrupted after {done} of {items} certificates: their rows are complete"));

    /// <summary>Tells what equal counts show, and what not.</summary>
    public static async Task EndAsync(TextWriter writer)
    {
        await writer.WriteLineAsync(
            "IDENTICAL: this model gives exactly these counts on this input under the seed, the law and the draws of "
                + "the certificate. CONSISTENT: it does on this runtime up to what equal probabilities of all answers "
                + "explain, by a test that refuses them with probability at most 1e-6 for each certificate.");
        await writer.WriteLineAsync(
            "Neither says anything about the quality of the model, about the claims of a certificate (`smoothing "
                + "verify` checks them), or about how the seed was chosen.");
    }
}
