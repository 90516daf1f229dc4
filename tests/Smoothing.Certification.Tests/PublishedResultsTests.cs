using System.Globalization;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>
/// The results that J. Cohen, E. Rosenfeld and J. Z. Kolter published with "Certified adversarial robustness via
/// randomized smoothing", ICML 2019 (repository locuslab/smoothing, CIFAR-10, ResNet-110, certified with the standard
/// deviation of the training): n = 100,000, and radii of three significant digits.
/// </summary>
public sealed class PublishedResultsTests
{
    private const long Draws = 100_000;

    // The radii from 0.397 up that occur in the file of standard deviation .12. The values that counts can give there
    // are up to 0.008 apart.
    private static readonly string[] Small =
    [
        "0.457", "0.449", "0.443", "0.438", "0.434", "0.431", "0.428", "0.425", "0.423", "0.421", "0.419", "0.417",
        "0.415", "0.412", "0.41", "0.409", "0.405", "0.399", "0.398", "0.397",
    ];

    // Those from 0.802 up in the file of standard deviation .25. Values are up to 0.023 apart.
    private static readonly string[] Large =
    [
        "0.978", "0.955", "0.941", "0.929", "0.92", "0.906", "0.894", "0.889", "0.88", "0.873", "0.866", "0.863",
        "0.859", "0.849", "0.844", "0.831", "0.824", "0.821", "0.817", "0.811", "0.806", "0.802",
    ];

    [Theory]
    [InlineData(0.12, 0.001)]
    [InlineData(0.25, 0.01)]
    public void The_largest_radius_of_a_file_is_that_of_draws_which_all_agree(double deviation, double error)
    {
        var rows = deviation == 0.12 ? Small : Large;

        Assert.Equal(rows[0], Rounded(deviation, error, Draws));
        Assert.All(rows, row => Assert.True(Number(row) <= Number(rows[0])));
    }

    [Theory]
    [InlineData(0.12, 0.001)]
    [InlineData(0.25, 0.01)]
    public void Radii_of_the_top_tail_are_those_of_counts(double deviation, double error)
    {
        var rows = deviation == 0.12 ? Small : Large;
        var attainable = Attainable(deviation, error, Number(rows[^1]));

        Assert.Empty(rows.Except(attainable));
        // Most numbers of three digits in that range are none.
        var digits = Math.Round((Number(rows[0]) - Number(rows[^1])) * 1000) + 1;
        Assert.True(attainable.Count < 0.7 * digits, $"{attainable.Count} of {digits}");
    }

    // The error that the paper states is .001; the file of standard deviation .25 cannot be of it.
    [Fact]
    public void The_file_of_the_larger_deviation_is_impossible_at_the_stated_error()
    {
        var attainable = Attainable(0.25, 0.001, Number(Large[^1]));

        Assert.Equal("0.953", Rounded(0.25, 0.001, Draws));
        Assert.Equal(["0.978", "0.955"], Large.Where(row => Number(row) > 0.953));
        Assert.True(Large.Except(attainable).Count() > Large.Length / 2);
    }

    // The radii of n, n - 1, … answers, rounded as they were published, down to a number.
    private static HashSet<string> Attainable(double deviation, double error, double least)
    {
        var radii = new HashSet<string>();
        for (var count = Draws; Number(Rounded(deviation, error, count)) >= least; count--)
            radii.Add(Rounded(deviation, error, count));
        return radii;
    }

    private static string Rounded(double deviation, double error, long count)
    {
        var source = new ImportedSource("certify.py", null, 0, "0", 3072, 10, new GaussianLaw(deviation));
        var counts = new ImportedCounts(source, new(Draws, [count, .. new long[9]])) { FixedClass = 0 };
        var certificate = Samples.Certified(new Evidence(counts), error, IntervalMethod.ClopperPearson);
        return Samples.Radius(certificate).ToString("G3", CultureInfo.InvariantCulture);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
