using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Evidences;

/// <summary>The canonical form of evidence, which its digest seals. It is specified in protos/README.md.</summary>
/// <remarks>
/// Serialised messages are not canonical across languages, so the digest is that of a text: one fact a line, in a fixed
/// order, real numbers as the 16 hexadecimal digits of their binary64 form.
/// </remarks>
public static class EvidenceText
{
    /// <summary>The digest of the canonical form.</summary>
    public static Digest DigestOf(Evidence evidence) => Digest.Of(Encoding.UTF8.GetBytes(Write(evidence)));

    /// <summary>The canonical form: lines that end with a line feed.</summary>
    public static string Write(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (evidence.Imported is { } imported)
            return Write(imported);
        var text = new StringBuilder("smoothing.v1 evidence 1\n");
        Samples(text, "selection", evidence.Selection);
        Samples(text, "estimation", evidence.Estimation);
        return text.ToString();
    }

    private static string Write(ImportedCounts imported)
    {
        var (text, source) = (new StringBuilder("smoothing.v1 imported evidence 1\n"), imported.Source);
        Line(text, $"tool {source.Tool}");
        Line(text, $"file_sha256 {(source.File is { } file ? file.ToString() : "none")}");
        Line(text, $"line {source.Line}");
        Line(text, $"input {source.Input}");
        Line(text, $"dimension {source.Dimension}");
        Line(text, $"classes {source.Classes}");
        Line(text, $"noise {Law(source.Law)}");
        if (imported.FixedClass is { } label)
            Line(text, $"fixed_class {label}");
        else if (imported.Selection is { } selection)
            Counts(text, "selection ", selection);
        else
            Line(text, $"same_draws");
        Counts(text, "estimation ", imported.Estimation);
        return text.ToString();
    }

    private static void Counts(StringBuilder text, string name, KnownCounts counts)
    {
        text.Append(name).Append(CultureInfo.InvariantCulture, $"{counts.Draws}");
        ByClass(text, counts.ByClass);
    }

    private static void Samples(StringBuilder text, string name, IReadOnlyList<SampledCounts> samples)
    {
        Line(text, $"{name} {samples.Count}");
        foreach (var sample in samples)
        {
            Source(text, sample.Source);
            Line(text, $"counts {sample.Counts.Length}");
            foreach (var counts in sample.Counts)
                Counts(text, counts);
        }
    }

    private static void Source(StringBuilder text, SampleSource source)
    {
        var (grid, runtime) = (source.Grid, source.Fingerprint);
        Line(text, $"model {source.Model}");
        Line(text, $"model_version {source.ModelVersion}");
        Line(text, $"model_sha256 {source.ModelDigest}");
        Line(text, $"input_sha256 {source.InputDigest}");
        Line(text, $"dimension {source.Dimension}");
        Line(text, $"classes {source.Classes}");
        Line(text, $"noise {Law(source.Law)}");
        Line(text, $"grid {grid.Origin} {grid.Step} {grid.MinLevel} {grid.MaxLevel}");
        Line(text, $"slack {Bits(source.Slack)}");
        Line(text, $"run_seed {source.RunSeed}");
        Line(text, $"seed {source.Seed}");
        Line(text, $"generator {source.Generator}");
        Line(text, $"engine {runtime.Engine}");
        Line(text, $"engine_version {runtime.EngineVersion}");
        Line(text, $"instruction_set {runtime.InstructionSet}");
        Line(text, $"device {runtime.Device}");
        Line(text, $"precision {runtime.Precision.ToString().ToLowerInvariant()}");
        Line(text, $"tile_size {runtime.TileSize}");
        Line(text, $"memory_format {runtime.MemoryFormat}");
    }

    private static void Counts(StringBuilder text, ClassCounts counts)
    {
        text.Append(CultureInfo.InvariantCulture, $"{counts.Range.First} {counts.Range.Count} {counts.Unusable}");
        ByClass(text, counts.ByClass);
    }

    private static void ByClass(StringBuilder text, ImmutableArray<long> counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
                text.Append(CultureInfo.InvariantCulture, $" {i}:{counts[i]}");
        }

        text.Append('\n');
    }

    private static string Law(NoiseLaw law) => law switch
    {
        GaussianLaw gaussian => $"gaussian {Bits(gaussian.StandardDeviation)}",
        LaplaceLaw laplace => $"laplace {Bits(laplace.Scale)}",
        GeneralizedGaussianLaw { Scale: var scale, Shape: var shape } =>
            $"generalized_gaussian {Bits(scale)} {Bits(shape)}",
        UniformLaw uniform => $"uniform {Bits(uniform.HalfWidth)}",
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "a law with a canonical form"),
    };

    private static string Bits(double value) =>
        BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(FormattableString.Invariant(line)).Append('\n');
}
