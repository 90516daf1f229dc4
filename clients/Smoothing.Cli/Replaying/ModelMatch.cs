using Smoothing.Cli.Certifying;
using Smoothing.Draws.Grids;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Replaying;

/// <summary>Whether a model can be asked for the draws of certificates.</summary>
internal static class ModelMatch
{
    /// <summary>Checks it before any draw.</summary>
    /// <param name="model">The model.</param>
    /// <param name="items">The certificates.</param>
    /// <param name="otherModel">Whether the file may be another.</param>
    /// <exception cref="CommandException">It cannot; the first certificate that says so is named.</exception>
    public static void Require(Wire.Model model, IReadOnlyList<ReplayItem> items, bool otherModel)
    {
        var recorded = items.Where(item => item.Recording is not null).ToList();
        var others = recorded.Where(item => item.Recording!.Source.ModelSha256 != model.Sha256).ToList();
        if (others.Count > 0 && !otherModel)
        {
            var source = others[0].Recording!.Source;
            throw Refused(
                $"--model: {model.Name} version {model.Version} has SHA-256 {Hex(model.Sha256)}; "
                    + $"{others.Count} of {recorded.Count} certificates are of another file, that of line "
                    + $"{others[0].Line} of {source.Model} version {source.ModelVersion} with SHA-256 "
                    + $"{Hex(source.ModelSha256)}; --other-model compares all the same");
        }

        foreach (var item in recorded)
        {
            if (Difference(model, item.Recording!.Source) is { } difference)
                throw Refused($"--model: line {item.Line} cannot be replayed with {model.Name}: {difference}");
        }
    }

    private static string? Difference(Wire.Model model, Wire.SampleSource source)
    {
        var (here, there) = (ServiceLookup.GridOf(model), ServiceLookup.GridOf(source.Grid));
        return here != there
                ? $"its grid, {Text(here)}, is not that of the certificate, {Text(there)}"
            : ServiceLookup.Dimension(model) is var dimension && dimension != source.Dimension
                ? $"its inputs have {dimension} coordinates, that of the certificate {source.Dimension}"
            : model.Classes != source.Classes
                ? $"it has {model.Classes} classes, that of the certificate {source.Classes}"
            : null;
    }

    private static string Text(Grid grid) =>
        FormattableString.Invariant($"{grid.Origin} + {grid.Step} k for k in [{grid.MinLevel}, {grid.MaxLevel}]");

    private static CommandException Refused(string message) => new(ExitCode.ModelRefused, message);

    private static string Hex(Google.Protobuf.ByteString bytes) => Convert.ToHexStringLower(bytes.Span);
}
