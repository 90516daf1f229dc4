using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

public sealed class EvidenceRulesTests
{
    private static readonly Evidence Good = Samples.Evidence([5, 4, 1], [90, 10, 0]);

    private const string Source = "evidence.estimation[0].source";

    public static TheoryData<string> SourceFields => [.. Sources.Keys];

    // Field → an alteration of every source, and the fields that must be named, below the source.
    private static readonly Dictionary<string, (Func<SampleSource, SampleSource> Change, string[] Named)> Sources =
        new()
    {
        ["model is empty"] = (s => s with { Model = "" }, ["model"]),
        ["model has two lines"] = (s => s with { Model = "models/a\nmodel_version 1" }, ["model"]),
        ["version ends a line"] = (s => s with { ModelVersion = "1\n" }, ["model_version"]),
        ["version is long"] = (s => s with { ModelVersion = new('1', 201) }, ["model_version"]),
        ["engine is not ASCII"] = (s => Runtime(s, r => r with { Engine = "é" }), ["fingerprint.engine"]),
        ["engine version"] = (s => Runtime(s, r => r with { EngineVersion = "" }), ["fingerprint.engine_version"]),
        ["instructions"] = (s => Runtime(s, r => r with { InstructionSet = "\t" }), ["fingerprint.instruction_set"]),
        ["device"] = (s => Runtime(s, r => r with { Device = "" }), ["fingerprint.device"]),
        ["format"] = (s => Runtime(s, r => r with { MemoryFormat = "" }), ["fingerprint.memory_format"]),
        ["tile"] = (s => Runtime(s, r => r with { TileSize = 0 }), ["fingerprint.tile_size"]),
        ["precision"] = (s => Runtime(s, r => r with { Precision = 0 }), ["fingerprint.precision"]),
        ["one class"] = (s => s with { Classes = 1 }, ["classes"]),
        ["dimension 0"] = (s => s with { Dimension = 0 }, ["dimension"]),
        ["dimension 2^28 + 1"] = (s => s with { Dimension = (1L << 28) + 1 }, ["dimension"]),
        ["dimension of other slack"] = (s => s with { Dimension = 2 }, ["slack"]),
        ["slack too small"] = (s => s with { Slack = Math.BitDecrement(s.Slack) }, ["slack"]),
        ["slack no number"] = (s => s with { Slack = double.NaN }, ["slack"]),
        ["noise too small"] = (s => s with { Law = new GaussianLaw(1e-7) }, ["noise"]),
        ["noise too large"] = (s => s with { Law = new GaussianLaw(1e300) }, ["noise"]),
        ["seed"] = (s => s with { Seed = Seed.FromNumber(5) }, ["seed"]),
        ["run seed"] = (s => s with { RunSeed = Seed.FromNumber(5) }, ["seed"]),
        ["generator"] = (s => s with { Generator = "other/1" }, ["generator"]),
    };

    // Field → an alteration of the selection's source alone.
    private static readonly Dictionary<string, Func<SampleSource, SampleSource>> Differences = new()
    {
        ["model"] = s => s with { Model = "models/b" },
        ["model_version"] = s => s with { ModelVersion = "2" },
        ["model_sha256"] = s => s with { ModelDigest = Digest.Of("other"u8) },
        ["input_sha256"] = s => s with { InputDigest = Digest.Of("other"u8) },
        ["dimension"] = s => s with { Dimension = 2 },
        ["noise"] = s => s with { Law = new GaussianLaw(0.5) },
        ["grid"] = s => s with { Grid = new Grid(new Rational(0, 1), new Rational(1, 255), 0, 254) },
        ["slack"] = s => s with { Slack = 0 },
        ["run_seed"] = s => s with { RunSeed = Seed.FromNumber(2) },
        ["seed"] = s => s with { Seed = Seed.FromNumber(2) },
        ["generator"] = s => s with { Generator = "other/1" },
        ["fingerprint"] = s => Runtime(s, r => r with { TileSize = 2 }),
    };

    public static TheoryData<string> DifferentFields => [.. Differences.Keys];

    [Fact]
    public void Good_evidence_has_no_violation()
    {
        Assert.Empty(EvidenceRules.Violations(Good));
    }

    [Theory]
    [MemberData(nameof(SourceFields))]
    public void A_source_out_of_its_ranges_is_named(string name)
    {
        var (change, named) = Sources[name];
        var source = change(Samples.Source);
        var evidence = new Evidence([new(source, Good.Selection[0].Counts)], [new(source, Good.Estimation[0].Counts)]);
        var found = Fields(evidence).Where(field => field.StartsWith(Source, StringComparison.Ordinal));

        Assert.Equal(named.Select(field => $"{Source}.{field}"), found);
    }

    [Theory]
    [MemberData(nameof(DifferentFields))]
    public void A_selection_from_another_source_is_named(string field)
    {
        var other = Differences[field](Samples.Source);
        var evidence = Good with { Selection = [new(other, Good.Selection[0].Counts)] };

        Assert.Equal([$"evidence.selection[0].source.{field}"], Fields(evidence));
    }

    [Fact]
    public void Another_number_of_classes_is_named()
    {
        var other = new SampledCounts(Samples.Source with { Classes = 2 }, [Samples.Counts(0, [5, 5])]);
        var wrong = new SampledCounts(Samples.Source, [Samples.Counts(0, [5, 5])]);

        Assert.Equal(["evidence.selection[0].source.classes"], Fields(Good with { Selection = [other] }));
        Assert.Equal(["evidence.selection[0].counts[0].counts"], Fields(Good with { Selection = [wrong] }));
    }

    [Fact]
    public void What_is_empty_is_named()
    {
        Assert.Equal(["evidence.selection", "evidence.estimation"], Fields(new([], [])));
        Assert.Equal(["evidence.selection", "evidence.estimation"], Fields(new(default, default)));
        Assert.Equal(
            ["evidence.estimation[1].counts"],
            Fields(Good with { Estimation = [Good.Estimation[0], new(Samples.Source, [])] }));
        var nothing = new ClassCounts(default, [0, 0, 0], 0);
        Assert.Equal(
            ["evidence.estimation[0].counts[0].range.count"],
            Fields(Good with { Estimation = [new(Samples.Source, [nothing])] }));
    }

    // What is missing in one sample keeps nothing else from being named, and nothing is thrown.
    [Fact]
    public void A_sample_without_counts_before_others_is_named()
    {
        var missing = Good with { Estimation = [new(Samples.Source, default), Good.Estimation[0]] };
        var other = Good with { Estimation = [new(Samples.Source, []), new(Samples.Source, [new(default, [0], 0)])] };

        Assert.Equal(["evidence.estimation[0].counts"], Fields(missing));
        Assert.Equal(
            [
                "evidence.estimation[0].counts", "evidence.estimation[1].counts[0].counts",
                "evidence.estimation[1].counts[0].range.count",
            ],
            Fields(other));
    }

    [Fact]
    public void There_is_a_source_where_there_is_a_sample_or_another_tool()
    {
        var source = new ImportedSource("tool", null, 0, "0", 4, 3, new GaussianLaw(1));
        var imported = new Evidence(new ImportedCounts(source, new(9, [9, 0, 0])));

        Assert.True(Good.HasSource);
        Assert.True(imported.HasSource);
        Assert.False(new Evidence([], []).HasSource);
        Assert.False(new Evidence(Good.Selection, default).HasSource);
    }

    [Theory]
    [InlineData(100_000_000, 0)]
    [InlineData(100_000_001, 1)]
    [InlineData(4_294_967_286, 1)]
    public void Too_many_draws_are_named(long draws, int violations)
    {
        var estimation = Good with { Estimation = [new(Samples.Source, [Samples.Counts(10, [draws, 0, 0])])] };
        var selection = new Evidence(
            [new(Samples.Source, [Samples.Counts(0, [draws, 0, 0])])],
            [new(Samples.Source, [Samples.Counts(draws, [1, 0, 0])])]);

        Assert.Equal(Enumerable.Repeat("evidence.estimation", violations), Fields(estimation));
        Assert.Equal(Enumerable.Repeat("evidence.selection", violations), Fields(selection));
    }

    // Ranges of the selection, ranges of the estimation, and how many overlap one before them.
    public static TheoryData<string, string, int> Overlaps => new()
    {
        { "0-10", "10-20", 0 },
        { "0-10 10-20", "20-30 30-35", 0 },
        { "0-10", "9-20", 1 },
        { "9-20", "0-10", 1 },
        { "0-100", "10-20", 1 },
        { "10-20", "0-100", 1 },
        { "0-10", "10-20 10-20", 1 },
        { "0-10", "10-30 29-40", 1 },
        { "0-10", "29-40 10-30", 1 },
        { "0-10 5-6", "10-20", 1 },
        { "0-100", "10-20 30-40 50-60", 3 },
        { "0-100", "10-20 99-120 100-101 119-130", 4 },
        { "20-30 0-20", "40-50 30-40", 0 },
        { "0-10 20-30", "10-21 30-40", 1 },
        { "0-1", "4294967295-4294967296 4294967295-4294967296", 1 },
    };

    [Theory]
    [MemberData(nameof(Overlaps))]
    public void Draws_that_are_counted_twice_are_named(string selection, string estimation, int violations)
    {
        var evidence = new Evidence([Ranges(selection)], [Ranges(estimation)]);
        var apart = new Evidence(
            [.. Ranges(selection).Counts.Select(counts => new SampledCounts(Samples.Source, [counts]))],
            [.. Ranges(estimation).Counts.Select(counts => new SampledCounts(Samples.Source, [counts]))]);

        Assert.Equal(violations, EvidenceRules.Violations(evidence).Count);
        Assert.Equal(violations, EvidenceRules.Violations(apart).Count);
        Assert.All(Fields(evidence), field => Assert.EndsWith(".range", field, StringComparison.Ordinal));
    }

    [Fact]
    public void Overlaps_by_the_thousand_are_a_few_lines_and_a_number()
    {
        var same = string.Join(' ', Enumerable.Repeat("20-30", 1001));
        var found = EvidenceRules.Violations(new Evidence([Ranges("0-20")], [Ranges(same)]));

        Assert.Equal(9, found.Count);
        Assert.All(found.Take(8), one => Assert.Contains("overlaps", one.Description, StringComparison.Ordinal));
        Assert.Equal(new("evidence", "has 992 more ranges that overlap others"), found[8]);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(11, 9)]
    public void Gaps_by_the_dozen_are_a_few_lines_and_a_number(int gaps, int lines)
    {
        var apart = string.Join(' ', Enumerable.Range(0, gaps).Select(i => $"{30 + (10 * i)}-{35 + (10 * i)}"));
        var found = EvidenceRules.Violations(new Evidence([Ranges("0-20")], [Ranges(apart)]));

        Assert.Equal(lines, found.Count);
        Assert.All(found.Take(8), one => Assert.Contains("leaves out", one.Description, StringComparison.Ordinal));
        if (gaps > 8)
            Assert.Equal(new("evidence", "has 3 more ranges that do not follow the one before"), found[8]);
    }

    [Fact]
    public void An_estimation_before_the_end_of_the_selection_is_named_as_such()
    {
        var found = Assert.Single(EvidenceRules.Violations(new Evidence([Ranges("10-20")], [Ranges("0-10")])),
            one => one.Field.StartsWith("evidence.estimation", StringComparison.Ordinal));

        Assert.Contains("begins before draw 20", found.Description, StringComparison.Ordinal);
    }

    // Ranges of both parts, with tiles of 64 draws, and the part whose first range after the gap is named.
    [Theory]
    [InlineData("1-10", "10-20", "selection")]
    [InlineData("0-10 11-20", "20-30", "selection")]
    [InlineData("0-10", "65-70", "estimation")]
    [InlineData("0-64", "65-70", "estimation")]
    [InlineData("0-10", "64-70 71-80", "estimation")]
    [InlineData("0-10 20-30", "10-20", "selection")]
    [InlineData("0-10", "64-128", null)]
    [InlineData("0-10", "40-128", null)]
    [InlineData("0-64", "64-128", null)]
    public void Draws_that_are_left_out_are_named(string selection, string estimation, string? part)
    {
        var source = Runtime(Samples.Source, runtime => runtime with { TileSize = 64 });
        var found = EvidenceRules.Violations(new Evidence(
            [Ranges(selection) with { Source = source }], [Ranges(estimation) with { Source = source }]));

        if (part is null)
            Assert.Empty(found);
        else
            Assert.Contains(found, violation =>
                violation.Field.StartsWith($"evidence.{part}[0].counts[", StringComparison.Ordinal)
                && violation.Description.Contains("leaves out", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_is_named_at_once()
    {
        var bad = Samples.Source with { Seed = Seed.FromNumber(9), Dimension = 0, Model = "" };
        var evidence = new Evidence(
            [new(Samples.Source, [Samples.Counts(5, [1, 0])])],
            [new(bad, [Samples.Counts(0, [200_000_000, 0, 0])])]);

        Assert.Equal(
            [
                "evidence.selection[0].counts[0].counts", "evidence.estimation", $"{Source}.model", $"{Source}.seed",
                $"{Source}.dimension", "evidence.selection[0].source.model", "evidence.selection[0].source.dimension",
                "evidence.selection[0].source.seed", "evidence.selection[0].counts[0].range",
            ],
            Fields(evidence));
    }

    [Fact]
    public void Nothing_is_certified_from_evidence_with_violations()
    {
        var overlapping = Good with { Estimation = Good.Selection };

        var refused = Assert.Throws<ArgumentException>(
            () => CountsCertifier.Certify(overlapping, 0.001, IntervalMethod.ClopperPearson, []));
        Assert.Contains("counted twice", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            "method", () => CountsCertifier.Certify(Good, 0.001, new Checkpointed([1], 0), []));
        Assert.Throws<ArgumentException>("method", () => CountsCertifier.Certify(Good, 0.001, new Hoeffding(0), []));
    }

    private static string[] Fields(Evidence evidence) =>
        [.. EvidenceRules.Violations(evidence).Select(violation => violation.Field)];

    private static SampledCounts Ranges(string text) => new(
        Samples.Source,
        [
            .. text.Split(' ').Select(range => range.Split('-')).Select(ends =>
                Samples.Counts(Number(ends[0]), [Number(ends[1]) - Number(ends[0]), 0, 0])),
        ]);

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static SampleSource Runtime(SampleSource source, Func<RuntimeFingerprint, RuntimeFingerprint> change) =>
        source with { Fingerprint = change(source.Fingerprint) };
}
