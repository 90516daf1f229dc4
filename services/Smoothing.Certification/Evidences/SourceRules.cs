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
    /// <param name="found">Takes what is wrong.</param>
    public static void Find(SampleSource source, string path, List<Violation> found)
    {
        var runtime = source.Fingerprint;
        Text(source.Model, path, "model", found);
        Text(source.ModelVersion, path, "model_version", found);
        Text(runtime.Engine, path, "fingerprint.engine", found);
        Text(runtime.EngineVersion, path, "fingerprint.engine_version", found);
        Text(runtime.InstructionSet, path, "fingerprint.instruction_set", found);
        Text(runtime.Device, path, "fingerprint.device", found);
        Text(runtime.MemoryFormat, path, "fingerprint.memory_format", found);
        if (source.Classes is < 2 or > ClassLimit)
            found.Add(new($"{path}.classes", $"{source.Classes} is not in [2, 2^20]"));
        if (source.Fingerprint.TileSize is < 1 or > TileSizeLimit)
            found.Add(new($"{path}.fingerprint.tile_size", $"{source.Fingerprint.TileSize} is not in [1, 4096]"));
        if (!Enum.IsDefined(source.Fingerprint.Precision))
            found.Add(new($"{path}.fingerprint.precision", $"{source.Fingerprint.Precision} is not a precision"));
        if (source.Seed != Seed.ForInput(source.RunSeed, source.InputDigest))
            found.Add(new($"{path}.seed", $"{source.Seed} does not derive from run_seed and input_sha256"));
        if (source.Generator != NoisyInput.GeneratorName)
            found.Add(new($"{path}.generator", $"\"{source.Generator}\" is not \"{NoisyInput.GeneratorName}\""));
        Noise(source, path, found);
    }

    /// <summary>Whether a text is 1 to 200 printable ASCII characters.</summary>
    public static bool IsPrintable(string text) =>
        text.Length is >= 1 and <= 200 && !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static void Text(string text, string path, string field, List<Violation> found)
    {
        if (!IsPrintable(text))
            found.Add(new($"{path}.{field}", "is not 1 to 200 printable ASCII characters"));
    }

    private static void Noise(SampleSource source, string path, List<Violation> found)
    {
        var hasDimension = source.Dimension is >= 1 and <= NoisyInput.DimensionLimit;
        if (!hasDimension)
            found.Add(new($"{path}.dimension", $"{source.Dimension} is not in [1, 2^28]"));
        if (!GridNoise.Covers(source.Law, source.Grid))
            found.Add(new($"{path}.noise", $"{source.Law} has no table on this grid"));
        else if (hasDimension && !source.Slack.Equals(GridNoise.Slack(source.Law, source.Grid, source.Dimension)))
            found.Add(new($"{path}.slack", $"{source.Slack:R} is not the slack of this noise, grid and dimension"));
    }
}
