using System.Text.RegularExpressions;
using Google.Protobuf;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Hosting;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>Reads where the counts of a request come from, or those of a batch.</summary>
internal sealed partial class SourceReader
{
    /// <summary>Largest number of classes.</summary>
    public const int ClassLimit = 1 << 20;

    private const int TileSizeLimit = 4096;

    private readonly LastRead<Wire.SampleSource, SampleSource> _sources;

    private readonly LastRead<Wire.NoiseLaw, NoiseLaw> _laws =
        new((law, violations) => LawMessages.Read(law, violations.Add));

    private readonly LastRead<Wire.Grid, Grid> _grids = new(ReadGrid);
    private readonly LastRead<Wire.RuntimeFingerprint, RuntimeFingerprint> _fingerprints = new(Fingerprint);

    public SourceReader() => _sources = new(Read);

    /// <summary>Reads the source of a sample and collects its violations.</summary>
    /// <returns>Null when there are any.</returns>
    public SampleSource? Read(Wire.SampledCounts sample, Violations violations) =>
        _sources.Read(sample.Source, "source", violations);

    private SampleSource? Read(Wire.SampleSource? source, Violations violations)
    {
        if (source is null)
        {
            violations.Add("", "is missing");
            return null;
        }

        var before = violations.Count;
        if (!ModelPattern().IsMatch(source.Model))
            violations.Add("model", $"\"{source.Model}\" is not \"models/NAME\"");
        Text(source.ModelVersion, "model_version", violations);
        Length(source.ModelSha256, Digest.Length, "model_sha256", violations);
        Length(source.InputSha256, Digest.Length, "input_sha256", violations);
        if (source.Dimension is < 1 or > NoisyInput.DimensionLimit)
            violations.Add("dimension", $"{source.Dimension} is not in [1, 2^28]");
        if (source.Classes is < 2 or > ClassLimit)
            violations.Add("classes", $"{source.Classes} is not in [2, {ClassLimit}]");
        var law = _laws.Read(source.Noise, "noise", violations);
        var grid = _grids.Read(source.Grid, "grid", violations);
        if (!(source.Slack >= 0 && source.Slack < 1))
            violations.Add("slack", $"{source.Slack:R} is not in [0, 1)");
        Length(source.RunSeed, Seed.Length, "run_seed", violations);
        Length(source.Seed, Seed.Length, "seed", violations);
        Text(source.Generator, "generator", violations);
        var fingerprint = _fingerprints.Read(source.Fingerprint, "fingerprint", violations);
        return violations.Count > before
            ? null
            : new(
                source.Model, source.ModelVersion, new Digest(source.ModelSha256.Span),
                new Digest(source.InputSha256.Span), source.Dimension, source.Classes, law!, grid!, source.Slack,
                new Seed(source.RunSeed.Span), new Seed(source.Seed.Span), source.Generator, fingerprint!);
    }

    private static Grid? ReadGrid(Wire.Grid? grid, Violations violations)
    {
        if (grid is null)
        {
            violations.Add("", "is missing");
            return null;
        }

        var origin = Fraction(grid.Origin, violations.Nested("origin"));
        var step = Fraction(grid.Step, violations.Nested("step"));
        if (origin is null || step is null)
            return null;
        var before = violations.Count;
        if (step.Value.Numerator <= 0)
            violations.Add("step", $"{step} is not above 0");
        if (grid.MinLevel is < -Grid.LevelLimit or >= Grid.LevelLimit)
            violations.Add("min_level", $"{grid.MinLevel} is not in [-32768, 32767]");
        else if (grid.MaxLevel < grid.MinLevel || grid.MaxLevel >= Grid.LevelLimit)
            violations.Add("max_level", $"{grid.MaxLevel} is not in [{grid.MinLevel}, 32767]");
        if (violations.Count > before)
            return null;
        try
        {
            return new(origin.Value, step.Value, grid.MinLevel, grid.MaxLevel);
        }
        catch (ArgumentException)
        {
            violations.Add("step", $"{step} is not above the spacing of binary32 at the ends of the levels");
            return null;
        }
    }

    private static Rational? Fraction(Wire.Rational? fraction, Violations violations)
    {
        if (fraction is null)
        {
            violations.Add("", "is missing");
            return null;
        }

        if (fraction is
            { Numerator: >= -Rational.Limit and <= Rational.Limit, Denominator: >= 1 and <= Rational.Limit })
            return new(fraction.Numerator, fraction.Denominator);
        violations.Add("", $"{fraction.Numerator}/{fraction.Denominator} is not a fraction with a numerator in "
            + "[-2^31, 2^31] and a denominator in [1, 2^31]");
        return null;
    }

    private static RuntimeFingerprint? Fingerprint(Wire.RuntimeFingerprint? fingerprint, Violations violations)
    {
        if (fingerprint is null)
        {
            violations.Add("", "is missing");
            return null;
        }

        var before = violations.Count;
        Text(fingerprint.Engine, "engine", violations);
        Text(fingerprint.EngineVersion, "engine_version", violations);
        Text(fingerprint.InstructionSet, "instruction_set", violations);
        Text(fingerprint.Device, "device", violations);
        Text(fingerprint.MemoryFormat, "memory_format", violations);
        if (fingerprint.TileSize is < 1 or > TileSizeLimit)
            violations.Add("tile_size", $"{fingerprint.TileSize} is not in [1, {TileSizeLimit}]");
        Precision? precision = fingerprint.Precision switch
        {
            Wire.Precision.Binary32 => Precision.Binary32,
            Wire.Precision.Bfloat16 => Precision.BFloat16,
            _ => null,
        };
        if (precision is null)
            violations.Add("precision", $"{fingerprint.Precision} is not binary32 or bfloat16");
        return violations.Count > before
            ? null
            : new(
                fingerprint.Engine, fingerprint.EngineVersion, fingerprint.InstructionSet, fingerprint.Device,
                precision!.Value, fingerprint.TileSize, fingerprint.MemoryFormat);
    }

    /// <summary>Requires 1 to 200 printable ASCII characters.</summary>
    public static void Text(string text, string field, Violations violations)
    {
        if (!TextPattern().IsMatch(text))
            violations.Add(field, $"\"{text}\" is not 1 to 200 printable ASCII characters");
    }

    private static void Length(ByteString bytes, int length, string field, Violations violations)
    {
        if (bytes.Length != length)
            violations.Add(field, $"has {bytes.Length} bytes; it must have {length}");
    }

    [GeneratedRegex(@"^models/[a-z0-9][a-z0-9._-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ModelPattern();

    [GeneratedRegex(@"^[ -~]{1,200}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TextPattern();
}
