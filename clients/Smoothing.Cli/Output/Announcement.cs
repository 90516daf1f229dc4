using Smoothing.Certification.Radii;
using Smoothing.Cli.Certifying;
using Smoothing.Data;
using Smoothing.Numerics;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Output;

/// <summary>What a run tells people before its first draw, and at its end.</summary>
internal static class Announcement
{
    private const int Decimals = 4;

    /// <summary>Tells all that is fixed before the first draw.</summary>
    public static async Task WriteAsync(
        TextWriter writer, Wire.Model model, RunSettings settings, int inputs, IImageSet images, double largest)
    {
        var steps = settings.Law.StandardDeviation * model.Grid.Step.Denominator / model.Grid.Step.Numerator;
        await writer.WriteLineAsync(
            $"{model.Name} version {model.Version}, SHA-256 {Convert.ToHexStringLower(model.Sha256.Span)}");
        await writer.WriteLineAsync(FormattableString.Invariant(
            $"{inputs} inputs of {images.Name}; noise {settings.Law}, ")
            + FormattableString.Invariant(
                $"standard deviation {settings.Law.StandardDeviation:0.####}, which is {steps:0.##} levels"));
        await writer.WriteLineAsync(FormattableString.Invariant(
            $"n0 = {settings.SelectionDraws}, n = {settings.EstimationDraws}, α = {settings.Error:R} for each input, ")
            + $"interval {settings.Interval.Name}, "
            + $"seed {settings.Seed.ToNumber()}");
        await writer.WriteLineAsync(largest > 0
            ? $"The largest l{Norms.Text(settings.Norm)} radius that these can give is "
                + $"{Directed.FlooredText(largest, Decimals)} (in units of the input)."
            : "These can give no radius at all: n is too small for this α, and every input will abstain.");
        if (images.HoldsNumbers || settings.DeploymentRounds)
        {
            await writer.WriteLineAsync(
                (images.HoldsNumbers ? "Inputs are rounded to the nearest levels" : "")
                    + (images.HoldsNumbers && settings.DeploymentRounds ? ", and " : "")
                    + (settings.DeploymentRounds ? "deployment rounds what it is given" : "")
                    + ": radii are those that are left, and -1 stands where nothing is.");
        }

        if (NoiseUnits.Warning(settings.Law, ServiceLookup.GridOf(model)) is { } warning)
            await writer.WriteLineAsync($"warning: {warning}");
    }

    /// <summary>Tells how far an interrupted run came.</summary>
    public static Task WriteInterruptedAsync(TextWriter writer, int done, int inputs, RunFiles? files) =>
        writer.WriteLineAsync(
            $"interrupted after {done} of {inputs} inputs: their rows are complete"
                + (files is null ? "" : $" in {files}") + ", and there is no accuracy");

    /// <summary>Tells what failed, and where the results are.</summary>
    public static async Task WriteEndAsync(TextWriter writer, int failed, int inputs, RunFiles? files)
    {
        if (failed > 0)
        {
            await writer.WriteLineAsync(
                $"{failed} of {inputs} inputs failed; the accuracy counts them as not certified");
        }

        if (files is not null)
            await writer.WriteLineAsync($"{files}: {string.Join(", ", files.Names)}");
    }
}
