using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Grids;
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
    public static Digest DigestOf(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        using var text = new Utf8Text();
        Evidence(text, evidence);
        return Digest.Of(text.Written);
    }

    /// <summary>The canonical form: lines that end with a line feed.</summary>
    public static string Write(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        using var text = new Utf8Text();
        Evidence(text, evidence);
        return Encoding.UTF8.GetString(text.Written);
    }

    private static void Evidence(Utf8Text text, Evidence evidence)
    {
        if (evidence.Imported is { } imported)
        {
            Imported(text, imported);
            return;
        }

        text.Append("smoothing.v1 evidence 1\n"u8);
        var last = default(WrittenSource);
        Samples(text, "selection "u8, evidence.Selection, ref last);
        Samples(text, "estimation "u8, evidence.Estimation, ref last);
    }

    private static void Imported(Utf8Text text, ImportedCounts imported)
    {
        var source = imported.Source;
        text.Append("smoothing.v1 imported evidence 1\n"u8);
        Line(text, "tool "u8, source.Tool);
        Line(text, "file_sha256 "u8, source.File is { } file ? file.ToString() : "none");
        Line(text, "line "u8, source.Line);
        Line(text, "input "u8, source.Input);
        Line(text, "dimension "u8, source.Dimension);
        Line(text, "classes "u8, source.Classes);
        Law(text, source.Law);
        if (imported.FixedClass is { } label)
            Line(text, "fixed_class "u8, label);
        else if (imported.Selection is { } selection)
            Counts(text, "selection "u8, selection);
        else
            text.Append("same_draws\n"u8);
        Counts(text, "estimation "u8, imported.Estimation);
    }

    private static void Counts(Utf8Text text, ReadOnlySpan<byte> name, KnownCounts counts)
    {
        Number(text, name, counts.Draws);
        ByClass(text, counts.ByClass);
    }

    private static void Samples(
        Utf8Text text, ReadOnlySpan<byte> name, ImmutableArray<SampledCounts> samples, ref WrittenSource last)
    {
        Line(text, name, samples.Length);
        foreach (var sample in samples)
        {
            Source(text, sample.Source, ref last);
            Line(text, "counts "u8, sample.Counts.Length);
            foreach (var counts in sample.Counts)
                Counts(text, counts);
        }
    }

    // All samples mostly have one source, the text of which need not be made again.
    private static void Source(Utf8Text text, SampleSource source, ref WrittenSource last)
    {
        if (ReferenceEquals(source, last.Source))
        {
            text.AppendAgain(last.Start, last.Length);
            return;
        }

        var start = text.Written.Length;
        Source(text, source);
        last = new(source, start, text.Written.Length - start);
    }

    private static void Source(Utf8Text text, SampleSource source)
    {
        Span<byte> digits = stackalloc byte[Digest.Length];
        var (grid, runtime) = (source.Grid, source.Fingerprint);
        Line(text, "model "u8, source.Model);
        Line(text, "model_version "u8, source.ModelVersion);
        source.ModelDigest.CopyTo(digits);
        Hexadecimal(text, "model_sha256 "u8, digits);
        source.InputDigest.CopyTo(digits);
        Hexadecimal(text, "input_sha256 "u8, digits);
        Line(text, "dimension "u8, source.Dimension);
        Line(text, "classes "u8, source.Classes);
        Law(text, source.Law);
        Fraction(text, "grid "u8, grid.Origin);
        Fraction(text, " "u8, grid.Step);
        Number(text, " "u8, grid.MinLevel);
        Line(text, " "u8, grid.MaxLevel);
        Bits(text, "slack "u8, source.Slack);
        text.Append("\n"u8);
        source.RunSeed.CopyTo(digits);
        Hexadecimal(text, "run_seed "u8, digits[..Seed.Length]);
        source.Seed.CopyTo(digits);
        Hexadecimal(text, "seed "u8, digits[..Seed.Length]);
        Line(text, "generator "u8, source.Generator);
        Line(text, "engine "u8, runtime.Engine);
        Line(text, "engine_version "u8, runtime.EngineVersion);
        Line(text, "instruction_set "u8, runtime.InstructionSet);
        Line(text, "device "u8, runtime.Device);
        Line(text, "precision "u8, Name(runtime.Precision));
        Line(text, "tile_size "u8, runtime.TileSize);
        Line(text, "memory_format "u8, runtime.MemoryFormat);
    }

    private static void Counts(Utf8Text text, ClassCounts counts)
    {
        text.Append(counts.Range.First);
        Number(text, " "u8, counts.Range.Count);
        Number(text, " "u8, counts.Unusable);
        ByClass(text, counts.ByClass);
    }

    private static void ByClass(Utf8Text text, ImmutableArray<long> byClass)
    {
        for (var i = 0; i < byClass.Length; i++)
        {
            if (byClass[i] <= 0)
                continue;
            Number(text, " "u8, i);
            Number(text, ":"u8, byClass[i]);
        }

        text.Append("\n"u8);
    }

    private static void Law(Utf8Text text, NoiseLaw law)
    {
        switch (law)
        {
            case GaussianLaw gaussian:
                Bits(text, "noise gaussian "u8, gaussian.StandardDeviation);
                break;
            case LaplaceLaw laplace:
                Bits(text, "noise laplace "u8, laplace.Scale);
                break;
            case GeneralizedGaussianLaw generalized:
                Bits(text, "noise generalized_gaussian "u8, generalized.Scale);
                Bits(text, " "u8, generalized.Shape);
                break;
            case UniformLaw uniform:
                Bits(text, "noise uniform "u8, uniform.HalfWidth);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(law), law, "a law with a canonical form");
        }

        text.Append("\n"u8);
    }

    private static void Line(Utf8Text text, ReadOnlySpan<byte> name, string value)
    {
        text.Append(name);
        text.Append(value);
        text.Append("\n"u8);
    }

    private static void Line(Utf8Text text, ReadOnlySpan<byte> name, long value)
    {
        Number(text, name, value);
        text.Append("\n"u8);
    }

    private static void Number(Utf8Text text, ReadOnlySpan<byte> before, long value)
    {
        text.Append(before);
        text.Append(value);
    }

    private static void Fraction(Utf8Text text, ReadOnlySpan<byte> before, Rational fraction)
    {
        Number(text, before, fraction.Numerator);
        if (fraction.Denominator != 1)
            Number(text, "/"u8, fraction.Denominator);
    }

    private static string Name(Precision precision) => precision switch
    {
        Precision.Binary32 => "binary32",
        Precision.BFloat16 => "bfloat16",
        // The form does not ask what is allowed.
        _ => precision.ToString().ToLowerInvariant(),
    };

    private static void Hexadecimal(Utf8Text text, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        text.Append(name);
        text.AppendHexadecimal(value);
        text.Append("\n"u8);
    }

    // Where in the text a source is.
    private readonly record struct WrittenSource(SampleSource? Source, int Start, int Length);

    private static void Bits(Utf8Text text, ReadOnlySpan<byte> name, double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        text.Append(name);
        text.AppendHexadecimal(bytes);
    }
}
