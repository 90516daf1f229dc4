using System.Globalization;
using System.Text.Json;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Predicting;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>Intervals and predictions against given values: never on the unsafe side, and close.</summary>
public sealed class IntervalCaseTests
{
    private const double Loss = 2e-15;

    private static readonly JsonElement[] All =
    [
        .. JsonDocument
            .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "given_cases.json")))
            .RootElement.GetProperty("cases").EnumerateArray(),
    ];

    public static TheoryData<string> HoeffdingCases => Ids("hoeffding");

    public static TheoryData<string> TwoClassCases => Ids("two_class_bounds");

    public static TheoryData<string> PredictCases => Ids("cohen_predict");

    [Theory]
    [MemberData(nameof(HoeffdingCases))]
    public void Hoeffding_bounds_are_on_the_safe_side_of_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        var (k, n) = (inputs.GetProperty("k").GetInt64(), inputs.GetProperty("n").GetInt64());
        var method = new Hoeffding(inputs.GetProperty("union").GetInt32());
        var bounds = method.Bounds(new(k, k, n, 2), Error(inputs));

        Text(expected, "lower").IsAtLeast(bounds.TopLower, Loss);
        if (method.Count > 1)
            Text(expected, "upper").IsAtMost(bounds.OtherUpper, Loss);
    }

    [Theory]
    [MemberData(nameof(TwoClassCases))]
    public void Bonferroni_bounds_are_on_the_safe_side_of_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        long[] counts = [.. inputs.GetProperty("counts").EnumerateArray().Select(count => count.GetInt64())];
        var (method, error) = (IntervalMethod.Bonferroni, Error(inputs));
        var witness = method.Bounds(new(counts[0], counts[1..].Max(), counts.Sum(), counts.Length), error);
        var bounds = ProbabilityBounds.Of(witness, method, error, slack: 0);

        Assert.Equal(0, inputs.GetProperty("top").GetInt32());
        Text(expected, "p1_lower").IsAtLeast(bounds.TopLower, Loss);
        Text(expected, "p2_upper").IsAtMost(bounds.OtherUpper, Loss);
        var radius = new NeymanPearson().Radius(bounds, new GaussianLaw(1), 1).Radius;
        var given = double.Parse(
            expected.GetProperty("cohen_radius_sigma1").GetString()!, CultureInfo.InvariantCulture);
        Assert.InRange(radius, given * (1 - (4 * Loss)), given);
    }

    [Theory]
    [MemberData(nameof(PredictCases))]
    public void Predictions_are_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        long[] counts = [.. inputs.GetProperty("counts").EnumerateArray().Select(count => count.GetInt64())];
        var prediction = Predictor.Predict(counts, Error(inputs));

        Assert.Equal(expected.GetProperty("prediction").GetInt32(), prediction.Class ?? -1);
        // Half a million terms of a series, each rounded up.
        Text(expected, "p_value").IsAtMost(prediction.PValue, 1e-11);
    }

    private static TheoryData<string> Ids(string group) =>
        [.. All.Where(c => c.GetProperty("group").GetString() == group).Select(c => c.GetProperty("id").GetString()!)];

    private static (JsonElement Inputs, JsonElement Expected) Case(string id)
    {
        var found = All.Single(c => c.GetProperty("id").GetString() == id);
        return (found.GetProperty("inputs"), found.GetProperty("expected"));
    }

    private static double Error(JsonElement inputs) =>
        double.Parse(inputs.GetProperty("alpha").GetString()!, CultureInfo.InvariantCulture);

    private static GivenNumber Text(JsonElement element, string name) => new(element.GetProperty(name).GetString()!);
}
