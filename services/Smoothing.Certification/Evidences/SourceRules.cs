using Smoothing.Draws.Generator;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Tables;

namespace Smoothing.Certification.Evidences;

/// <summary>What a source must fulfil on its own.</summary>
/// <remarks>
/// Texts have no control characters: the canonical form has one fact a line, so a line feed inside a text would let two
/// different evidences have one digest.
/// </remarks>
internal static class SourceRules
{
    /// <summary>Largest number of classes.</summary>
    public const int ClassLimit = 1 << 20;

    private const int TileSizeLimit = 4096;

    /// <summary>Finds all violations.</summary>
    /// <param name="source">The source.</param>
    /// <param name="path">Path of the source.</param>
    public static IEnumerable<Violation> Violations(SampleSource source, string path)
    {
        foreach (var (field, text) in Texts(source))
        {
            if (!IsPrintable(text))
                yield return new($"{path}.{field}", "is not 1 to 200 printable ASCII characters");
        }

        if (source.Classes is < 2 or > ClassLimit)
            yield return new($"{path}.classes", $"{source.Classes} is not in [2, 2^20]");
        if (source.Fingerprint.TileSize is < 1 or > TileSizeLimit)
            yield return new($"{path}.fingerprint.tile_size", $"{source.Fingerprint.TileSize} is not in [1, 4096]");
        if (!Enum.IsDefined(source.Fingerprint.Precision))
            yield return new($"{path}.fingerprint.precision", $"{source.Fingerprint.Precision} is not a precision");
        if (source.Seed != Seed.ForInput(source.RunSeed, source.InputDigest))
            yield return new($"{path}.seed", $"{source.Seed} does not derive from run_seed and input_sha256");
        if (source.Generator != NoisyInput.GeneratorName)
            yield return new($"{path}.generator", $"\"{source.Generator}\" is not \"{NoisyInput.GeneratorName}\"");
        foreach (var violation in Noise(source, path))
            yield return violation;
    }

    /// <summary>Whether a text is 1 to 200 printable ASCII characters.</summary>
    public static bool IsPrintable(string text) =>
        text.Length is >= 1 and <= 200 && !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static IEnumerable<Violation> Noise(SampleSource source, string path)
    {
        var hasDimension = source.Dimension is >= 1 and <= NoisyInput.DimensionLimit;
        if (!hasDimension)
            yield return new($"{path}.dimension", $"{source.Dimension} is not in [1, 2^28]");
        if (!GridNoise.Covers(source.Law, source.Grid))
            yield return new($"{path}.noise", $"{source.Law} has no table on this grid");
        else if (hasDimension && !source.Slack.Equals(GridNoise.Slack(source.Law, source.Grid, source.Dimension)))
            yield return new($"{path}.slack", $"{source.Slack:R} is not the slack of this noise, grid and dimension");
    }

    private static IEnumerable<(string Field, string Text)> Texts(SampleSource source) =>
    [
        ("model", source.Model), ("model_version", source.ModelVersion),
        ("fingerprint.engine", source.Fingerprint.Engine),
        ("fingerprint.engine_version", source.Fingerprint.EngineVersion),
        ("fingerprint.instruction_set", source.Fingerprint.InstructionSet),
        ("fingerprint.device", source.Fingerprint.Device),
        ("fingerprint.memory_format", source.Fingerprint.MemoryFormat),
    ];
}
