using Smoothing.Certification.Certificates;
using Smoothing.Certification.Checking;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;

namespace Smoothing.Certification.Tests;

/// <summary>The checker accepts what each interval issues, and nothing that differs from it in a single bit.</summary>
public sealed class IntervalCheckerTests
{
    private const double Error = 0.001;

    private static readonly IReadOnlyList<IntervalMethod> Methods =
    [
        .. IntervalMethods.Plain, new Hoeffding(1), new Hoeffding(3), new Checkpointed([250, 500, 1000], 0.25),
    ];

    private static readonly Evidence Draws = Samples.Evidence([90, 9, 1], [700, 200, 80], 20);

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Methods.Count)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Nothing_is_found_in_what_was_issued(int index)
    {
        var certificate = Samples.Certified(Draws, Error, Methods[index]);

        Assert.IsType<Claims>(certificate.Outcome);
        Assert.Empty(CertificateChecker.Findings(certificate));
        Assert.Contains(certificate.Bounds!.Method.Words(1000), certificate.Statement, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void One_unit_in_the_last_place_is_found(int index)
    {
        var good = Samples.Certified(Draws, Error, Methods[index]);
        foreach (var number in CertificateNumbers.All.Values)
        {
            IsFound(good, number(good, Math.BitIncrement));
            IsFound(good, number(good, Math.BitDecrement));
        }
    }

    // The forger's best: all that follows from the bound is made anew.
    [Theory]
    [MemberData(nameof(Indices))]
    public void One_unit_in_the_last_place_of_a_bound_is_found_under_new_claims(int index)
    {
        var good = Samples.Certified(Draws, Error, Methods[index]);
        var witness = good.Bounds!.Witness;
        IntervalBounds[] forged =
        [
            witness with { TopLower = Math.BitIncrement(witness.TopLower) },
            witness with { TopComplementUpper = Math.BitDecrement(witness.TopComplementUpper) },
            witness with { OtherUpper = Math.BitDecrement(witness.OtherUpper) },
            witness with { OtherUpper = 0 },
            witness with { OtherUpper = double.NaN },
            witness with { TopCount = witness.TopCount + 1 },
            witness with { OtherCount = witness.OtherCount - 1 },
            witness with { Draws = witness.Draws - 1 },
        ];
        foreach (var other in forged)
        {
            var bounds = double.IsNaN(other.OtherUpper)
                ? good.Bounds with { Witness = other }
                : ProbabilityBounds.Of(other, good.Bounds.Method, Error, good.Bounds.Slack);
            IsFound(good, good with { Bounds = bounds });
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_bounds_of_another_method_are_found(int index)
    {
        var good = Samples.Certified(Draws, Error, Methods[index]);
        foreach (var method in Methods.Where(method => method != Methods[index]))
        {
            IsFound(good, good with { Bounds = good.Bounds! with { Method = method } });
            var other = Samples.Certified(Draws, Error, method);
            IsFound(good, good with { Bounds = other.Bounds });
        }
    }

    [Fact]
    public void Another_schedule_target_or_number_of_bounds_is_found()
    {
        var checkpointed = Samples.Certified(Draws, Error, Methods[^1]);
        IntervalMethod[] others =
        [
            new Checkpointed([250, 1000], 0.25), new Checkpointed([250, 501, 1000], 0.25),
            new Checkpointed([250, 500, 1000, 2000], 0.25), new Checkpointed([250, 500, 999], 0.25),
            new Checkpointed([500, 250, 1000], 0.25), new Checkpointed([250, 500, 1000], Math.BitIncrement(0.25)),
            new Checkpointed([250, 500, 1000], double.NaN), new Checkpointed([], 0.25), new Checkpointed(default, 0.25),
        ];
        foreach (var other in others)
            IsFound(checkpointed, checkpointed with { Bounds = checkpointed.Bounds! with { Method = other } });
        var hoeffding = Samples.Certified(Draws, Error, new Hoeffding(2));
        foreach (var count in new[] { -1, 0, 1, 3, int.MaxValue })
            IsFound(hoeffding, hoeffding with { Bounds = hoeffding.Bounds! with { Method = new Hoeffding(count) } });
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_shares_add_up_to_at_most_all_of_the_error(int index)
    {
        foreach (var error in new[] { 1e-12, 0.001, 0.1, 1 / 3.0, 0.5 })
        {
            var shares = Methods[index].Shares(error);
            var (top, topShift) = Dyadic.Parts(shares.Top);
            var (other, otherShift) = Dyadic.Parts(shares.Other);
            var (all, allShift) = Dyadic.Parts(error);
            Assert.True(shares.Top > 0);
            Assert.True(
                (top << (otherShift + allShift)) + (other << (topShift + allShift)) <= all << (topShift + otherShift));
        }
    }

    [Theory]
    [InlineData(1, 0, 1e-12)]
    [InlineData(0, 1, 1e-12)]
    [InlineData(1, 0, 0.5)]
    [InlineData(100_000_000, 0, 1e-12)]
    [InlineData(99_999_999, 1, 1e-12)]
    [InlineData(0, 100_000_000, 1e-12)]
    [InlineData(1, 99_999_999, 0.5)]
    [InlineData(60_000_000, 40_000_000, 1e-12)]
    public void Nothing_is_found_at_the_ends_of_the_ranges(long top, long other, double error)
    {
        var evidence = Samples.Evidence([1, 0, 0], [top, other, 0]);
        foreach (var method in Methods.Where(method => method is not Checkpointed)
            .Append(new Checkpointed([1, 100_000_000], 0)))
            Assert.Empty(CertificateChecker.Findings(Samples.Certified(evidence, error, method)));
    }

    [Fact]
    public void The_largest_radius_of_a_method_is_that_of_draws_which_all_agree()
    {
        foreach (var method in Methods)
        {
            var certificate = Samples.Certified(Samples.Evidence([1, 0, 0], [1000, 0, 0]), Error, method);
            var largest = CountsCertifier.LargestRadius(
                1000, Error, method, Samples.Source.Law, Samples.Source.Slack, 1, 2);
            Assert.Equal(Samples.Radius(certificate), largest);
        }
    }

    // What each method costs, in the order that the theorems say.
    [Fact]
    public void A_method_that_shares_more_claims_less()
    {
        double RadiusOf(IntervalMethod method) => Samples.Radius(Samples.Certified(Draws, Error, method));

        Assert.True(RadiusOf(IntervalMethod.Split) > RadiusOf(IntervalMethod.Bonferroni));
        Assert.True(RadiusOf(IntervalMethod.ClopperPearson) > RadiusOf(Methods[^1]));
        Assert.True(RadiusOf(Methods[^1]) > RadiusOf(IntervalMethod.Anytime));
        Assert.True(RadiusOf(IntervalMethod.ClopperPearson) > RadiusOf(new Hoeffding(1)));
        // The runner-up has 200 of the 300 draws that the complement counts for it.
        Assert.True(RadiusOf(IntervalMethod.Split) > RadiusOf(IntervalMethod.ClopperPearson));
    }

    private static void IsFound(Certificate good, Certificate altered)
    {
        Assert.NotEqual(good, altered);
        Assert.NotEmpty(CertificateChecker.Findings(altered));
    }
}
