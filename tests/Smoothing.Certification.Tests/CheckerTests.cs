using System.Collections.Immutable;
using FsCheck.Xunit;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Checking;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>The checker accepts what the certifier issues, and nothing that differs from it in a single bit.</summary>
public sealed class CheckerTests
{
    private static readonly Certificate Good = Samples.Certified(
        new Evidence(
            [new(Samples.Source, [Samples.Counts(0, [90, 9, 0], 1)])],
            [new(Samples.Source, [Samples.Counts(100, [600, 20, 3], 2), Samples.Counts(725, [300, 5, 0])])]));

    private static readonly double[] NoNumbers =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, -0.0, 3, 1e308, 41, double.Epsilon];

    [Property(MaxTest = 500)]
    public void Nothing_is_found_in_what_was_issued(
        ushort top, byte other, ushort third, byte unusable, byte selected, byte power)
    {
        long[] selection = [selected, other % 4, 0];
        long[] estimation = [top, other, third % 300];
        if (selection.Sum() == 0 || estimation.Sum() == 0)
            return;
        var error = Math.ScaleB(0.75, -(power % 39));
        if (error > CountsCertifier.MostError)
            error = CountsCertifier.MostError;
        var certificate = Samples.Certified(Samples.Evidence(selection, estimation, unusable), error);

        Assert.Empty(CertificateChecker.Findings(certificate));
    }

    [Theory]
    [InlineData(1, 0, 1e-12)]
    [InlineData(1, 0, 0.5)]
    [InlineData(0, 1, 1e-12)]
    [InlineData(0, 1, 0.5)]
    [InlineData(2, 0, 0.5)]
    [InlineData(100_000_000, 0, 1e-12)]
    [InlineData(99_999_999, 1, 0.5)]
    [InlineData(50_010_000, 49_990_000, 0.5)]
    [InlineData(1, 99_999_999, 1e-12)]
    [InlineData(0, 100_000_000, 0.5)]
    public void Nothing_is_found_at_the_ends_of_the_ranges(long top, long other, double error)
    {
        Assert.Empty(CertificateChecker.Findings(Samples.Certified([1, 0, 0], [top, other, 0], error)));
    }

    [Fact]
    public void Nothing_is_found_where_there_is_no_class()
    {
        Assert.Empty(CertificateChecker.Findings(NoClass()));
    }

    public static TheoryData<string> NumberNames => [.. CertificateNumbers.All.Keys];

    [Theory]
    [MemberData(nameof(NumberNames))]
    public void One_unit_in_the_last_place_is_found(string name)
    {
        var number = CertificateNumbers.All[name];

        IsFound(number(Good, Math.BitIncrement));
        IsFound(number(Good, Math.BitDecrement));
    }

    [Theory]
    [MemberData(nameof(NumberNames))]
    public void Numbers_that_cannot_be_are_found_and_never_thrown_at(string name)
    {
        foreach (var value in NoNumbers)
            IsFound(CertificateNumbers.All[name](Good, _ => value));
    }

    [Fact]
    public void One_count_is_found()
    {
        foreach (var step in new[] { -1, 1 })
        {
            IsFound(Witness(w => w with { TopCount = w.TopCount + step }));
            IsFound(Witness(w => w with { OtherCount = w.OtherCount + step }));
            IsFound(Witness(w => w with { Draws = w.Draws + step }));
            IsFound(Good with { Class = 0 + step });
        }

        IsFound(Good with { Class = null });
    }

    [Fact]
    public void One_draw_moved_between_classes_or_ranges_is_found_even_under_a_new_digest()
    {
        ImmutableArray<long>[] others = [[601, 19, 3], [599, 21, 3], [600, 21, 2], [601, 20, 2], [599, 20, 4]];
        foreach (var counts in others)
        {
            var changed = Estimation(Samples.Counts(100, [.. counts], 2), Samples.Counts(725, [300, 5, 0]));
            IsFound(Good with { Evidence = changed });
            if (counts[0] != 600 || counts[1] != 20)
                IsFound(Sealed(changed));
        }

        IsFound(Sealed(Estimation(Samples.Counts(100, [600, 20, 3], 1), Samples.Counts(725, [300, 5, 0]))));
        var unusable = Estimation(Samples.Counts(100, [600, 20, 2], 3), Samples.Counts(725, [300, 5, 0]));
        IsFound(Good with { Evidence = unusable });
    }

    [Fact]
    public void A_dropped_range_is_found_even_under_a_new_digest()
    {
        IsFound(Good with { Evidence = Estimation(Samples.Counts(100, [600, 20, 3], 2)) });
        IsFound(Sealed(Estimation(Samples.Counts(100, [600, 20, 3], 2))));
        IsFound(Sealed(Estimation(Samples.Counts(725, [300, 5, 0]))));
    }

    [Fact]
    public void Another_order_of_ranges_is_found_under_the_old_digest_and_allowed_under_its_own()
    {
        var counts = Good.Evidence.Estimation[0].Counts;
        var reordered = Estimation(counts[1], counts[0]);

        IsFound(Good with { Evidence = reordered });
        Assert.Empty(CertificateChecker.Findings(Sealed(reordered)));
    }

    [Fact]
    public void A_draw_of_the_selection_among_the_estimation_draws_is_found()
    {
        var counts = Good.Evidence.Estimation[0].Counts;

        IsFound(Sealed(Estimation(Samples.Counts(99, [600, 20, 3], 2), counts[1])));
        IsFound(Sealed(Estimation(counts[0], Samples.Counts(724, [300, 5, 0]))));
        IsFound(Sealed(Estimation(counts[0], counts[0])));
    }

    [Fact]
    public void One_bit_of_a_digest_or_seed_is_found_even_under_a_new_digest()
    {
        IsFound(Good with { EvidenceDigest = Flipped(Good.EvidenceDigest) });
        IsFound(Sourced(s => s with { ModelDigest = Flipped(s.ModelDigest) }));
        IsFound(Sourced(s => s with { InputDigest = Flipped(s.InputDigest) }));
        IsFound(Sourced(s => s with { RunSeed = Flipped(s.RunSeed) }));
        IsFound(Sourced(s => s with { Seed = Flipped(s.Seed) }));
    }

    [Fact]
    public void Another_source_is_found_even_under_a_new_digest()
    {
        IsFound(Sourced(s => s with { Law = new GaussianLaw(Math.BitIncrement(0.25)) }));
        IsFound(Sourced(s => s with { Law = new GaussianLaw(Math.BitDecrement(0.25)) }));
        IsFound(Sourced(s => s with { Dimension = 2 }));
        IsFound(Sourced(s => s with { Classes = 4 }));
        IsFound(Sourced(s => s with { Model = "models/other" }));
        IsFound(Sourced(s => s with { ModelVersion = "2" }));
        IsFound(Sourced(s => s with { Generator = "other" }));
        IsFound(Good with { Evidence = With(s => s with { Fingerprint = s.Fingerprint with { Device = "other" } }) });
    }

    [Fact]
    public void Other_words_are_found()
    {
        IsFound(Good with { Statement = Good.Statement + " " });
        IsFound(Good with { Statement = "" });
        IsFound(NoClass() with { Statement = Good.Statement });
        var abstention = Samples.Certified([1, 0, 0], [5, 5, 0]);
        IsFound(abstention with { Statement = Good.Statement });
    }

    [Fact]
    public void Claims_in_place_of_an_abstention_are_found()
    {
        IsFound(Samples.Certified([1, 0, 0], [5, 5, 0]) with { Outcome = Good.Outcome });
        IsFound(NoClass() with { Outcome = Good.Outcome });
        IsFound(NoClass() with { Bounds = Good.Bounds });
        IsFound(NoClass() with { Class = 0, Bounds = Good.Bounds, Outcome = Good.Outcome });
        IsFound(Good with { Bounds = null });
    }

    [Theory]
    [InlineData(AbstentionReason.NoMajority)]
    [InlineData(AbstentionReason.NoClass)]
    [InlineData(AbstentionReason.NoRadius)]
    public void An_abstention_in_place_of_claims_is_found(AbstentionReason reason)
    {
        var outcome = new Abstention(reason);

        IsFound(Good with { Outcome = outcome });
        IsFound(Worded(Good with { Outcome = outcome }));
    }

    [Fact]
    public void Another_reason_is_found()
    {
        var abstention = Samples.Certified([1, 0, 0], [5, 5, 0]);

        IsFound(Worded(abstention with { Outcome = new Abstention(AbstentionReason.NoRadius) }));
        IsFound(Worded(abstention with { Outcome = new Abstention(AbstentionReason.NoClass) }));
        IsFound(Worded(NoClass() with { Outcome = new Abstention(AbstentionReason.NoMajority) }));
    }

    private static void IsFound(Certificate altered)
    {
        Assert.NotEqual(Good, altered);
        Assert.NotEmpty(CertificateChecker.Findings(altered));
    }

    private static Certificate NoClass() => Samples.Certified(new Evidence(
        [new(Samples.Source, [Samples.Counts(0, [0, 0, 0], 5)])],
        [new(Samples.Source, [Samples.Counts(5, [90, 10, 0])])]));

    private static Certificate Witness(Func<IntervalBounds, IntervalBounds> change) =>
        Good with { Bounds = Good.Bounds! with { Witness = change(Good.Bounds.Witness) } };

    private static Evidence Estimation(params Smoothing.Draws.Counting.ClassCounts[] counts) =>
        Good.Evidence with { Estimation = [new(Samples.Source, [.. counts])] };

    private static Evidence With(Func<SampleSource, SampleSource> change)
    {
        SampledCounts Changed(SampledCounts sample) => sample with { Source = change(sample.Source) };
        return new([.. Good.Evidence.Selection.Select(Changed)], [.. Good.Evidence.Estimation.Select(Changed)]);
    }

    // The forger's best: the digest is made anew.
    private static Certificate Sealed(Evidence evidence) =>
        Good with { Evidence = evidence, EvidenceDigest = EvidenceText.DigestOf(evidence) };

    private static Certificate Sourced(Func<SampleSource, SampleSource> change) => Sealed(With(change));

    private static Certificate Worded(Certificate altered) => altered with { Statement = Statement.Of(altered) };

    private static Digest Flipped(Digest digest)
    {
        var bytes = digest.ToBytes();
        bytes[^1] ^= 1;
        return new(bytes);
    }

    private static Seed Flipped(Seed seed)
    {
        var bytes = seed.ToBytes();
        bytes[0] ^= 128;
        return new(bytes);
    }
}
