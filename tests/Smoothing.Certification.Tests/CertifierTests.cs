using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>What the certifier refuses before it looks at any count.</summary>
public sealed class CertifierTests
{
    private static readonly Evidence Counts = Samples.Evidence([5, 0, 0], [90, 10, 0]);

    [Fact]
    public void Nothing_in_place_of_an_argument_is_refused_by_name()
    {
        var method = IntervalMethod.Split;

        Assert.Throws<ArgumentNullException>("evidence", () => CountsCertifier.Certify(null!, 0.1, method, []));
        Assert.Throws<ArgumentNullException>("method", () => CountsCertifier.Certify(Counts, 0.1, null!, []));
        Assert.Throws<ArgumentNullException>("norms", () => CountsCertifier.Certify(Counts, 0.1, method, null!));
        Assert.Throws<ArgumentNullException>(
            "method", () => CountsCertifier.LargestRadius(9, 0.1, null!, new GaussianLaw(1), 0, 1, 2));
        Assert.Throws<ArgumentNullException>(
            "law", () => CountsCertifier.LargestRadius(9, 0.1, method, null!, 0, 1, 2));
    }

    // Twice, three times, four times, and two of them twice: what counts is not whether the pairs are odd.
    public static TheoryData<double[]> Repeated =>
    [
        new double[] { 2, 2 }, new double[] { 1, 1, 1 }, new double[] { 1, 1, 1, 1 }, new double[] { 1, 1, 2, 2 },
        new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 1 },
    ];

    [Theory]
    [MemberData(nameof(Repeated))]
    public void A_norm_more_than_once_is_refused(double[] norms) =>
        Assert.Throws<ArgumentException>(nameof(norms), () => Certified(norms));

    [Fact]
    public void As_many_norms_as_allowed_are_answered_and_one_more_is_refused()
    {
        double[] norms = [.. Enumerable.Range(1, Norms.MostAtOnce).Select(k => (double)k)];

        Assert.IsType<Claims>(Certified(norms).Outcome);
        Assert.Throws<ArgumentException>(nameof(norms), () => Certified([.. norms, 20]));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_slack_that_is_no_probability_is_refused(double slack) => Assert.Throws<ArgumentOutOfRangeException>(
        nameof(slack),
        () => CountsCertifier.LargestRadius(9, 0.1, IntervalMethod.Split, new GaussianLaw(1), slack, 1, 2));

    [Fact]
    public void Errors_at_the_ends_of_their_range_are_allowed()
    {
        Assert.IsType<Claims>(Samples.Certified([5, 0, 0], [900, 10, 0], CountsCertifier.LeastError).Outcome);
        Assert.IsType<Claims>(Samples.Certified([5, 0, 0], [900, 10, 0], CountsCertifier.MostError).Outcome);
    }

    private static Certificate Certified(double[] norms) =>
        CountsCertifier.Certify(Counts, 0.001, IntervalMethod.ClopperPearson, norms);
}
