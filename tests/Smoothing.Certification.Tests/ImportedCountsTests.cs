using System.Numerics;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Checking;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>Certificates of counts that another tool made.</summary>
public sealed class ImportedCountsTests
{
    private const double Error = 0.001;

    private static readonly ImportedSource Source =
        new("certify.py", Digest.Of("file"u8), 3, "17", 4, 3, new GaussianLaw(0.25));

    private static readonly KnownCounts Draws = new(1000, [700, 200, 80]);

    private static readonly ImportedCounts Selected = new(Source, Draws) { Selection = new(100, [90, 9, 1]) };

    private static readonly ImportedCounts Fixed = new(Source, Draws) { FixedClass = 0 };

    private static readonly ImportedCounts Chosen = new(Source, Draws);

    [Fact]
    public void They_claim_what_the_bounds_give_with_nothing_taken_off()
    {
        var unanimous = Fixed with { Estimation = new(1000, [1000, 0, 0]) };
        var certificate = Certified(unanimous, IntervalMethod.ClopperPearson);

        Assert.Equal(Samples.Largest(1000, Error, Source.Law, 0), Samples.Radius(certificate));
        Assert.Equal(0, certificate.Bounds!.Slack);
        Assert.Equal(0, certificate.Class);
    }

    [Fact]
    public void A_class_that_was_fixed_is_the_class_whatever_the_draws_say()
    {
        var certificate = Certified(Fixed with { FixedClass = 1 }, IntervalMethod.Split);

        Assert.Equal(1, certificate.Class);
        Assert.Equal((200, 720), (certificate.Bounds!.Witness.TopCount, certificate.Bounds.Witness.OtherCount));
        Assert.Equal(new Abstention(AbstentionReason.NoMajority), certificate.Outcome);
    }

    [Fact]
    public void The_checker_accepts_them_by_every_interval()
    {
        foreach (var method in IntervalMethods.Plain.Append(new Hoeffding(5)))
        {
            foreach (var imported in new[] { Selected, Fixed, Chosen })
            {
                if (imported != Chosen || method.CoversChoice(Source.Classes))
                    Assert.Empty(CertificateChecker.Findings(Certified(imported, method)));
            }
        }
    }

    [Fact]
    public void Without_an_answer_of_the_draws_that_choose_there_is_no_class()
    {
        var certificate = Certified(Selected with { Selection = new(5, [0, 0, 0]) }, IntervalMethod.Split);

        Assert.Equal(new Abstention(AbstentionReason.NoClass), certificate.Outcome);
        Assert.Empty(CertificateChecker.Findings(certificate));
    }

    // 20 draws are not told apart: they may all be of class 1.
    [Fact]
    public void What_is_not_known_stands_against_the_class()
    {
        var told = Certified(Fixed with { Estimation = new(1000, [700, 220, 80]) }, IntervalMethod.Split);
        var untold = Certified(Fixed, IntervalMethod.Split);

        Assert.Equal(220, untold.Bounds!.Witness.OtherCount);
        Assert.Equal(told.Bounds, untold.Bounds);
    }

    [Fact]
    public void The_count_of_the_class_alone_is_enough()
    {
        var alone = Certified(Fixed with { Estimation = new(1000, [700, 0, 0]) }, IntervalMethod.ClopperPearson);
        var all = Certified(Fixed, IntervalMethod.ClopperPearson);

        Assert.Equal(all.Bounds!.TopLower, alone.Bounds!.TopLower);
        Assert.Equal(Samples.Radius(all), Samples.Radius(alone));
    }

    [Fact]
    public void A_class_that_the_same_draws_chose_is_refused_unless_the_interval_covers_it()
    {
        var refused = IntervalMethods.Plain.Append(new Hoeffding(4)).Append(new Checkpointed([1000], 0));
        foreach (var method in refused)
        {
            var error = Assert.Throws<ArgumentException>(() => Certified(Chosen, method));
            Assert.Contains($"{method.Name} does not bound a class", error.Message, StringComparison.Ordinal);
            Assert.Contains("hoeffding with at least 5 bounds", error.Message, StringComparison.Ordinal);
        }

        Assert.IsType<Claims>(Certified(Chosen, new Hoeffding(5)).Outcome);
    }

    // The forger says that the class was fixed before, makes the certificate, and takes the words back.
    [Fact]
    public void The_checker_finds_a_class_that_the_same_draws_chose()
    {
        foreach (var method in IntervalMethods.Plain)
        {
            var evidence = new Evidence(Chosen);
            var forged = Certified(Fixed, method) with
            {
                Evidence = evidence,
                EvidenceDigest = EvidenceText.DigestOf(evidence),
            };
            var honest = forged with { Statement = Statement.Of(forged) };

            Assert.Equal("evidence.imported.same_draws", Assert.Single(CertificateChecker.Findings(honest)).Field);
        }
    }

    // P(the bounds of the class with the largest count are wrong) in whole numbers, at every truth of a grid. With all
    // of the error on that class Clopper and Pearson are wrong more often.
    [Fact]
    public void The_interval_that_covers_the_choice_is_wrong_at_most_as_often_as_its_error()
    {
        const double Alpha = 0.5;
        const int Number = 12, Denominator = 12;
        var covering = new Hoeffding(Hoeffding.ChoiceBounds(3));
        Assert.True(covering.CoversChoice(3));
        var total = BigInteger.Pow(Denominator, Number);
        foreach (var truth in Trinomial.Truths(Denominator))
        {
            var wrong = Trinomial.Sum(Number, truth, (a, b, c) => IsWrong(covering, Alpha, truth, [a, b, c]));
            Assert.True(wrong * 2 <= total, $"{truth}");
        }

        var equal = (4, 4, 4);
        var single = Trinomial.Sum(
            Number, equal, (a, b, c) => IsWrong(IntervalMethod.ClopperPearson, Alpha, equal, [a, b, c]));
        Assert.True(single * 2 > total);
    }

    private static bool IsWrong(IntervalMethod method, double error, (int A, int B, int C) truth, long[] counts)
    {
        double[] exact = [truth.A / 12.0, truth.B / 12.0, truth.C / 12.0];
        var top = Array.IndexOf(counts, counts.Max());
        var other = counts.Where((_, i) => i != top).Max();
        var bounds = ProbabilityBounds.Of(
            method.Bounds(new(counts[top], other, counts.Sum(), 3), error), method, error, 0);
        // A bound that is equal to the truth, rounded to a double, is not wrong.
        return bounds.TopLower > exact[top] + 1e-15
            || exact.Where((_, i) => i != top).Max() > bounds.OtherUpper + 1e-15;
    }

    [Fact]
    public void Every_fact_is_in_the_canonical_text()
    {
        ImportedCounts[] others =
        [
            Fixed, Chosen, Fixed with { FixedClass = 1 },
            Selected with { Selection = new(100, [89, 10, 1]) }, Selected with { Selection = new(101, [90, 9, 1]) },
            Selected with { Estimation = new(1000, [700, 200, 81]) },
            Selected with { Estimation = new(1001, [700, 200, 80]) },
            Selected with { Source = Source with { Tool = "certify" } },
            Selected with { Source = Source with { File = Digest.Of("other"u8) } },
            Selected with { Source = Source with { File = null, Line = 0 } },
            Selected with { Source = Source with { Line = 4 } },
            Selected with { Source = Source with { Input = "18" } },
            Selected with { Source = Source with { Dimension = 5 } },
            Selected with { Source = Source with { Classes = 4 } },
            Selected with { Source = Source with { Law = new GaussianLaw(0.5) } },
        ];
        var digests = others.Append(Selected).Select(one => EvidenceText.DigestOf(new Evidence(one))).ToHashSet();

        Assert.Equal(others.Length + 1, digests.Count);
        Assert.Equal(
            $"""
            smoothing.v1 imported evidence 1
            tool certify.py
            file_sha256 {Digest.Of("file"u8)}
            line 3
            input 17
            dimension 4
            classes 3
            noise gaussian 3fd0000000000000
            selection 100 0:90 1:9 2:1
            estimation 1000 0:700 1:200 2:80

            """,
            EvidenceText.Write(new Evidence(Selected)));
        Assert.Contains("\nsame_draws\nestimation ", EvidenceText.Write(new Evidence(Chosen)), StringComparison.Ordinal);
        Assert.Contains("\nfixed_class 0\nestimation ", EvidenceText.Write(new Evidence(Fixed)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_statement_says_how_the_class_was_chosen_and_what_noise_there_was()
    {
        string Words(ImportedCounts imported) => Certified(imported, new Hoeffding(5)).Statement;

        Assert.Contains("the class was fixed before, or chosen by other", Words(Fixed), StringComparison.Ordinal);
        Assert.Contains("none of those that bound it", Words(Selected), StringComparison.Ordinal);
        Assert.Contains("which the interval covers", Words(Chosen), StringComparison.Ordinal);
        Assert.DoesNotContain("standard deviation", Words(Fixed), StringComparison.Ordinal);
        Assert.Contains(
            "(standard deviation 0.3535533905932738)",
            Words(Fixed with { Source = Source with { Law = NoiseLaw.Laplace(0.25) } }), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_at_the_ends_of_their_ranges_are_allowed_and_those_beyond_named()
    {
        var most = new long[1 << 20];
        Assert.Empty(Fields(Fixed with { Source = Source with { File = null, Line = 0 } }));
        Assert.Empty(Fields(Fixed with { Source = Source with { Line = 1 } }));
        Assert.Empty(Fields(Fixed with { Source = Source with { Dimension = 1 } }));
        Assert.Empty(Fields(Fixed with { Source = Source with { Dimension = 1L << 28 } }));
        Assert.Empty(Fields(Fixed with { FixedClass = 2 }));
        Assert.Empty(Fields(Fixed with { Source = Source with { Classes = 2 }, Estimation = new(9, [9, 0]) }));
        Assert.Empty(Fields(
            Fixed with { Source = Source with { Classes = most.Length }, Estimation = new(9, [.. most]) }));
        Assert.Empty(Fields(Fixed with { Estimation = new(1, [1, 0, 0]) }));
        Assert.Empty(Fields(Fixed with { Estimation = new(EvidenceRules.DrawLimit, [1, 0, 0]) }));
        Assert.Equal(["source.line"], Fields(Fixed with { Source = Source with { File = null, Line = 1 } }));
        Assert.Equal(["source.line"], Fields(Fixed with { Source = Source with { File = null, Line = -1 } }));
        Assert.Equal(["source.line"], Fields(Fixed with { Source = Source with { Line = 0 } }));
        Assert.Equal(["source.dimension"], Fields(Fixed with { Source = Source with { Dimension = (1 << 28) + 1 } }));
        Assert.Equal(["fixed_class"], Fields(Fixed with { FixedClass = -1 }));
        Assert.Equal(["fixed_class"], Fields(Selected with { FixedClass = 0 }));
        Assert.Equal(["estimation.counts"], Fields(Fixed with { Estimation = new(9, [9, 0]) }));
        Assert.Equal(["estimation.counts"], Fields(Fixed with { Estimation = new(9, default) }));
        Assert.Equal(
            ["estimation.draws"], Fields(Fixed with { Estimation = new(EvidenceRules.DrawLimit + 1, [1, 0, 0]) }));
    }

    private static string[] Fields(ImportedCounts imported) =>
    [
        .. EvidenceRules.Violations(new Evidence(imported))
            .Select(one => one.Field.Replace("evidence.imported.", "", StringComparison.Ordinal)),
    ];

    [Fact]
    public void The_statement_says_whose_counts_they_are_and_what_is_assumed()
    {
        var words = Certified(Selected, IntervalMethod.Split).Statement;

        Assert.All(
            ImportedWords.Assumptions.Concat(ImportedWords.NotShown).Append("input \"17\" of certify.py (line 3 of ")
                .Append("the draws that chose the class are none of those that bound it"),
            word => Assert.Contains(word, words, StringComparison.Ordinal));
        Assert.DoesNotContain("grid", words, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "source.tool", "printable" }, { "source.input", "printable" }, { "source.line", "-1" },
        { "source.dimension", "[1, 2^28]" }, { "source.classes", "[2, 2^20]" }, { "fixed_class", "[0, 2]" },
        { "estimation.draws", "[1, 100000000]" }, { "estimation.counts", "add up to 1001" },
        { "selection.counts", "not in [0, 10]" }, { "source.noise", "gaussian:9E-101 has a width" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_wrong_is_told_by_its_field(string field, string words)
    {
        var bad = field switch
        {
            "source.tool" => Fixed with { Source = Source with { Tool = "a\nb" } },
            "source.input" => Fixed with { Source = Source with { Input = "" } },
            "source.line" => Fixed with { Source = Source with { Line = -1 } },
            "source.dimension" => Fixed with { Source = Source with { Dimension = 0 } },
            "source.classes" => Fixed with { Source = Source with { Classes = 1 }, Estimation = new(9, [9]) },
            "source.noise" => Fixed with { Source = Source with { Law = new GaussianLaw(9e-101) } },
            "fixed_class" => Fixed with { FixedClass = 3 },
            "estimation.draws" => Fixed with { Estimation = new(0, [0, 0, 0]) },
            "estimation.counts" => Fixed with { Estimation = new(1000, [700, 200, 101]) },
            _ => Selected with { Selection = new(10, [11, 0, 0]) },
        };

        var violation = Assert.Single(EvidenceRules.Violations(new Evidence(bad)));

        Assert.Equal($"evidence.imported.{field}", violation.Field);
        Assert.Contains(words, violation.Description, StringComparison.Ordinal);
    }

    // The scale of shape 2 is divided by √2.
    [Fact]
    public void Noise_of_every_law_is_in_the_range_of_widths_for_who_makes_certificates_and_who_checks_them()
    {
        NoiseLaw[] wrong =
        [
            NoiseLaw.Gaussian(2e100), NoiseLaw.Laplace(1e-101), NoiseLaw.Uniform(double.Epsilon),
            NoiseLaw.GeneralizedGaussian(double.MaxValue, 3), NoiseLaw.GeneralizedGaussian(1e-100, 2),
        ];
        foreach (var law in wrong)
        {
            var bad = Fixed with { Source = Source with { Law = law } };
            var forged = Certified(Fixed, IntervalMethod.Split) with { Evidence = new Evidence(bad) };

            Assert.Throws<ArgumentException>(() => Certified(bad, IntervalMethod.Split));
            Assert.Equal(
                "evidence.imported.source.noise", Assert.Single(CertificateChecker.Findings(forged)).Field);
        }

        NoiseLaw[] right =
        [
            NoiseLaw.Gaussian(1e-100), NoiseLaw.Laplace(1e100), NoiseLaw.Uniform(1e-100),
            NoiseLaw.GeneralizedGaussian(1e100, 3), NoiseLaw.GeneralizedGaussian(1.5e-100, 2),
        ];
        foreach (var law in right)
        {
            var certificate = Certified(Fixed with { Source = Source with { Law = law } }, IntervalMethod.Split);

            Assert.IsType<Claims>(certificate.Outcome);
            Assert.Empty(CertificateChecker.Findings(certificate));
        }
    }

    [Fact]
    public void They_do_not_stand_beside_counts_of_the_sampler()
    {
        var both = Samples.Evidence([9, 1, 0], [9, 1, 0]) with { Imported = Fixed };

        Assert.Equal("evidence.imported", Assert.Single(EvidenceRules.Violations(both)).Field);
        Assert.Single(EvidenceRules.Violations(both with { Selection = [] }));
        Assert.Single(EvidenceRules.Violations(both with { Estimation = [] }));
    }

    private static Certificate Certified(ImportedCounts imported, IntervalMethod method) =>
        CountsCertifier.Certify(new Evidence(imported), Error, method, Norms.Usual);
}
