using System.Text.Json;
using Smoothing.Certification.Evidences;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>The canonical form of evidence, which never changes, against tests/vectors/evidence.py.</summary>
public sealed class EvidenceTextTests
{
    [Fact]
    public void The_form_is_the_one_of_the_independent_script()
    {
        var evidence = Read();

        Assert.Empty(EvidenceRules.Violations(evidence));
        Assert.Equal(Vector("evidence.txt"), EvidenceText.Write(evidence));
        Assert.Equal(Vector("evidence.sha256").Split(' ')[0], EvidenceText.DigestOf(evidence).ToString());
    }

    [Fact]
    public void A_small_evidence_has_this_form_and_digest()
    {
        var evidence = Samples.Evidence([0, 2, 0], [1, 7, 0], unusable: 1);
        var source = $"""
            model models/made-up
            model_version 1
            model_sha256 {Digest.Of("model"u8)}
            input_sha256 {Digest.OfLevels([7])}
            dimension 1
            classes 3
            noise gaussian 3fd0000000000000
            grid 0 1/255 0 255
            slack 3c84000000000000
            run_seed 01000000000000000000000000000000
            seed {Samples.Source.Seed}
            generator philox4x32-10/1
            engine none
            engine_version 0
            instruction_set none
            device cpu
            precision binary32
            tile_size 1
            memory_format contiguous

            """;

        Assert.Equal(
            $"smoothing.v1 evidence 1\nselection 1\n{source}counts 1\n0 2 0 1:2\n"
            + $"estimation 1\n{source}counts 1\n2 9 1 0:1 1:7\n",
            EvidenceText.Write(evidence));
        Assert.Equal(
            "afba082b33e0d841531aadcfa6ab1da25bc1e5b8355fde2f50b397fef1e847fd",
            EvidenceText.DigestOf(evidence).ToString());
    }

    [Theory]
    [InlineData("gaussian:0.25", "noise gaussian 3fd0000000000000")]
    [InlineData("laplace:0.5", "noise laplace 3fe0000000000000")]
    [InlineData("generalized_gaussian:0.5:3", "noise generalized_gaussian 3fe0000000000000 4008000000000000")]
    [InlineData("uniform:1", "noise uniform 3ff0000000000000")]
    public void A_law_is_a_line_with_the_bits_of_its_parameters(string law, string line)
    {
        Assert.True(LawText.TryRead(law, out var read, out _));
        var evidence = Samples.Evidence(Samples.SourceOf(read, Grid.EightBit, [7], 3), [1, 0, 0], [1, 0, 0]);

        Assert.Equal(2, EvidenceText.Write(evidence).Split('\n').Count(one => one == line));
    }

    // The text outgrows its first memory several times.
    [Fact]
    public void Ranges_by_the_thousand_are_as_many_lines()
    {
        var ranges = Enumerable.Range(0, 5000).Select(i => Samples.Counts(7L * i, [1, 2, 3], 1)).ToArray();
        var evidence = new Evidence(
            [new(Samples.Source, [Samples.Counts(0, [9, 1, 0])])], [new(Samples.Source, [.. ranges])]);

        Assert.Equal(
            Enumerable.Range(0, 5000).Select(i => $"{7 * i} 7 1 0:1 1:2 2:3"),
            EvidenceText.Write(evidence).Split('\n')[^5001..^1]);
    }

    [Fact]
    public void A_text_longer_than_all_before_it_is_kept_whole()
    {
        var (first, second) = (new string('a', 5000), new string('b', 300_000));
        using var text = new Utf8Text();
        text.Append(first);
        text.Append(second);
        text.Append(long.MinValue);

        Assert.Equal(first + second + long.MinValue, System.Text.Encoding.UTF8.GetString(text.Written));
    }

    [Fact]
    public void Evidence_that_is_none_is_refused()
    {
        Assert.Throws<ArgumentNullException>("evidence", () => EvidenceText.DigestOf(null!));
        Assert.Throws<ArgumentNullException>("evidence", () => EvidenceText.Write(null!));
    }

    // The order of samples and of ranges is part of the evidence. Its meaning is not: sums have no order.
    [Fact]
    public void Another_order_is_another_text_and_the_same_bounds()
    {
        var (first, second) = (Samples.Counts(10, [50, 1, 0]), Samples.Counts(61, [40, 0, 2]));
        var selection = new SampledCounts(Samples.Source, [Samples.Counts(0, [9, 1, 0])]);
        var forward = new Evidence([selection], [new(Samples.Source, [first, second])]);
        var backward = new Evidence([selection], [new(Samples.Source, [second, first])]);
        var apart = new Evidence([selection], [new(Samples.Source, [first]), new(Samples.Source, [second])]);

        Assert.NotEqual(EvidenceText.DigestOf(forward), EvidenceText.DigestOf(backward));
        Assert.NotEqual(EvidenceText.DigestOf(forward), EvidenceText.DigestOf(apart));
        Assert.Equal(Samples.Certified(forward).Bounds, Samples.Certified(backward).Bounds);
        Assert.Equal(Samples.Certified(forward).Bounds, Samples.Certified(apart).Bounds);
    }

    // A source that is the same object is copied in the text; the text grows while it is.
    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void A_source_is_written_alike_as_one_object_and_as_equal_ones(int length)
    {
        var source = Samples.Source with { Model = "models/" + new string('m', length) };
        var other = source with { ModelVersion = "2" };
        var samples = Enumerable.Range(0, 10).Select(i => (
            Source: i % 4 == 3 ? other : source, Counts: Samples.Counts(10 * i, [5, 4, 1]))).ToArray();
        var shared = samples.Select(sample => new SampledCounts(sample.Source, [sample.Counts]));
        var apart = samples.Select(sample => new SampledCounts(sample.Source with { }, [sample.Counts]));

        Assert.Equal(
            EvidenceText.Write(new Evidence([], [.. apart])), EvidenceText.Write(new Evidence([], [.. shared])));
    }

    [Fact]
    public void Equal_fractions_have_one_form()
    {
        var grid = new Grid(new Rational(0, 7), new Rational(2, 510), 0, 255);
        var source = Samples.SourceOf(new GaussianLaw(0.25), grid, [7], 3);

        Assert.Equal(
            EvidenceText.Write(Samples.Evidence([1, 0, 0], [1, 0, 0])),
            EvidenceText.Write(Samples.Evidence(source, [1, 0, 0], [1, 0, 0])));
    }

    private static string Vector(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", name));

    private static Evidence Read()
    {
        var root = JsonDocument.Parse(Vector("evidence.json")).RootElement;
        var source = Source(root.GetProperty("selection")[0].GetProperty("source"));
        return new(Sampled(root, "selection", source), Sampled(root, "estimation", source));
    }

    private static System.Collections.Immutable.ImmutableArray<SampledCounts> Sampled(
        JsonElement root, string name, SampleSource source) =>
        [
            .. root.GetProperty(name).EnumerateArray().Select(sample => new SampledCounts(
                source, [.. sample.GetProperty("counts").EnumerateArray().Select(c => Counts(c, source.Classes))])),
        ];

    private static ClassCounts Counts(JsonElement counts, int classes)
    {
        var byClass = new long[classes];
        foreach (var count in counts.GetProperty("counts").EnumerateArray())
            byClass[Whole(count, "class")] = Whole(count, "count");
        var range = counts.GetProperty("range");
        return new(
            new DrawRange(Whole(range, "first"), Whole(range, "count")), [.. byClass], Whole(counts, "unusable"));
    }

    private static SampleSource Source(JsonElement source)
    {
        var (grid, runtime) = (source.GetProperty("grid"), source.GetProperty("fingerprint"));
        var gaussian = source.GetProperty("noise").GetProperty("gaussian");
        return new(
            Text(source, "model"), Text(source, "model_version"), new Digest(Bytes(source, "model_sha256")),
            new Digest(Bytes(source, "input_sha256")), Whole(source, "dimension"), Whole(source, "classes"),
            new GaussianLaw(gaussian.GetProperty("standard_deviation").GetDouble()),
            new Grid(
                Fraction(grid, "origin"), Fraction(grid, "step"), Whole(grid, "min_level"), Whole(grid, "max_level")),
            source.GetProperty("slack").GetDouble(), new Seed(Bytes(source, "run_seed")),
            new Seed(Bytes(source, "seed")), Text(source, "generator"),
            new(
                Text(runtime, "engine"), Text(runtime, "engine_version"), Text(runtime, "instruction_set"),
                Text(runtime, "device"), Enum.Parse<Precision>(Text(runtime, "precision"), ignoreCase: true),
                Whole(runtime, "tile_size"), Text(runtime, "memory_format")));
    }

    private static Rational Fraction(JsonElement grid, string name) =>
        new(Whole(grid.GetProperty(name), "numerator"), Whole(grid.GetProperty(name), "denominator"));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static byte[] Bytes(JsonElement element, string name) => Convert.FromHexString(Text(element, name));

    private static int Whole(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
