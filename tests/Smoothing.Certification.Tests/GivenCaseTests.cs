using System.Globalization;
using System.Text.Json;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>Bounds and radii against given values of 17 digits: never on the unsafe side, and close.</summary>
/// <remarks>
/// The given value is itself rounded, by at most half a unit of its 17th digit. Nothing is allowed beyond that on the
/// unsafe side. On the safe side a bound or a radius may lose 2e-15 of it, and a radius 2e-15 of the deviation besides:
/// the radius is computed from 1 - p1, which a double holds only to an ulp of 1 where p1 is small.
/// </remarks>
public sealed class GivenCaseTests
{
    private const double Loss = 2e-15;

    // Of a supremum that is searched for.
    private const double SearchLoss = 1e-9;

    private static readonly JsonElement[] All =
    [
        .. JsonDocument
            .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "given_cases.json")))
            .RootElement.GetProperty("cases").EnumerateArray(),
    ];

    public static TheoryData<string> ClopperPearsonCases => Ids("clopper_pearson");

    public static TheoryData<string> GaussianCases => Ids("gaussian_l2");

    public static TheoryData<string> LaplaceCases => Ids("laplace_l1");

    public static TheoryData<string> GeneralizedGaussianCases => Ids("gn_l1_np");

    public static TheoryData<string> Eq21Cases => Ids("eq21");

    public static TheoryData<string> ExactKlCases => Ids("gn_lp_exact_kl");

    public static TheoryData<string> ConversionCases => Ids("l2_to_lq");

    public static TheoryData<string> EndToEndCases => Ids("end_to_end");

    [Theory]
    [MemberData(nameof(ClopperPearsonCases))]
    public void Clopper_Pearson_bounds_are_on_the_safe_side_of_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        var (k, n) = (inputs.GetProperty("k").GetInt64(), inputs.GetProperty("n").GetInt64());
        var error = Number(inputs, "alpha");
        var bounds = IntervalMethod.ClopperPearson.Bounds(new(k, 0, n, 2), error);

        AtMost(Decimal(expected, "lower"), bounds.TopLower);
        AtLeast(Decimal(expected, "one_minus_lower"), bounds.TopComplementUpper);
        AtLeast(Decimal(expected, "upper"), BinomialBound.UpperBound(k, n, error));
    }

    [Theory]
    [MemberData(nameof(GaussianCases))]
    public void Gaussian_radii_are_at_most_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        var law = new GaussianLaw(Number(inputs, "sigma"));

        RadiusIs(Decimal(expected, "cohen"), new NeymanPearson(), law, inputs);
        RadiusIs(Decimal(expected, "kl"), new Eq20(), law, inputs);
        RadiusIs(Decimal(expected, "kl"), new Kl(), law, inputs);
        RadiusIs(Decimal(expected, "chi2"), new ChiSquared(), law, inputs);
        RadiusIs(Decimal(expected, "hellinger"), new Hellinger(), law, inputs);
        RadiusIs(Decimal(expected, "bhattacharyya"), new Bhattacharyya(), law, inputs);
        RadiusIs(Decimal(expected, "tv"), new TotalVariation(), law, inputs);
        RadiusIs(Decimal(expected, "renyi"), new Renyi(), law, inputs, loss: SearchLoss);
        RadiusIs(Decimal(expected, "lecuyer"), new Lecuyer(), law, inputs, loss: SearchLoss);
    }

    [Theory]
    [MemberData(nameof(GaussianCases))]
    public void Divergences_are_at_most_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        if (Decimal(expected, "cohen") == 0)
            return;
        var (q1, p2) = (Directed.SubtractUp(1, Number(inputs, "p1")), Number(inputs, "p2"));

        BelowGiven("h_kl", DivergenceBound.KullbackLeiblerLowerBound(q1, p2));
        BelowGiven("h_chi2", DivergenceBound.ChiSquaredLowerBound(q1, p2));
        BelowGiven("h_hellinger", DivergenceBound.SquaredHellingerLowerBound(q1, p2));
        BelowGiven("h_bhattacharyya", DivergenceBound.BhattacharyyaLowerBound(q1, p2));
        BelowGiven("h_tv", DivergenceBound.TotalVariationLowerBound(q1, p2));

        // 17 digits, the last of them rounded: 1e-16 of it.
        void BelowGiven(string name, double bound) =>
            Assert.InRange(bound, 0, Number(expected, name) * (1 + 2e-16));
    }

    [Theory]
    [MemberData(nameof(GaussianCases))]
    public void Renyi_radii_of_an_order_are_at_most_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        var (q1, p2) = (Directed.SubtractUp(1, Number(inputs, "p1")), Number(inputs, "p2"));
        if (Decimal(expected, "cohen") == 0)
            return;
        foreach (var order in new[] { 0.5, 1.5, 2, 10 })
        {
            var given = Number(expected, string.Create(CultureInfo.InvariantCulture, $"renyi_order_{order}"));
            var radius = Number(inputs, "sigma")
                * Math.Sqrt(2 * DivergenceBound.RenyiLowerBound(order, q1, p2) / order);
            // The root and the products here are rounded to nearest.
            Assert.InRange(radius, 0, given * (1 + 1e-15));
            Assert.InRange(given - radius, double.MinValue, 1e-14 * (given + Number(inputs, "sigma")));
        }
    }

    [Theory]
    [MemberData(nameof(LaplaceCases))]
    public void Laplace_radii_are_at_most_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        var law = new LaplaceLaw(Number(inputs, "sigma"));

        RadiusIs(Decimal(expected, "np_exact"), new NeymanPearson(), law, inputs);
        RadiusIs(Decimal(expected, "kl_eq20"), new Eq20(), law, inputs);
        RadiusIs(Decimal(expected, "kl_exact"), new ExactKl(), law, inputs);
        RadiusIs(Decimal(expected, "lecuyer"), new Lecuyer(), law, inputs);
        RadiusIs(Decimal(expected, "li"), new Li(), law, inputs);
        RadiusIs(Decimal(expected, "teng"), new Teng(), law, inputs);
    }

    [Theory]
    [MemberData(nameof(GeneralizedGaussianCases))]
    public void Generalized_Gaussian_l1_radii_are_at_most_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        var law = NoiseLaw.GeneralizedGaussian(Number(inputs, "sigma"), Number(inputs, "s"));

        RadiusIs(Decimal(expected, "radius"), new NeymanPearson(), law, inputs);
    }

    [Theory]
    [MemberData(nameof(Eq21Cases))]
    public void Radii_of_equation_21_are_at_most_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        var law = NoiseLaw.GeneralizedGaussian(Number(inputs, "sigma"), inputs.GetProperty("p").GetInt32());
        var dimension = inputs.GetProperty("d").GetInt64();

        // With shapes 1 and 2 it is equation 20.
        BallMethod method = new Eq21().Norm(law) is null ? new Eq20() : new Eq21();

        RadiusIs(Decimal(expected, "eq21"), method, law, inputs, dimension);
        if (new Eq21EvenPowers().Norm(law) is not null)
            RadiusIs(Decimal(expected, "eq21_improved"), new Eq21EvenPowers(), law, inputs, dimension);
    }

    [Theory]
    [MemberData(nameof(ExactKlCases))]
    public void Radii_of_the_exact_divergence_are_at_most_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        var law = NoiseLaw.GeneralizedGaussian(Number(inputs, "sigma"), inputs.GetProperty("s").GetInt32());
        BallMethod method = law is GaussianLaw ? new Kl() : new ExactKl();

        RadiusIs(Decimal(expected, "radius"), method, law, inputs, inputs.GetProperty("d").GetInt64());
    }

    [Theory]
    [MemberData(nameof(ConversionCases))]
    public void Converted_radii_are_at_most_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        var norm = inputs.GetProperty("q") is { ValueKind: JsonValueKind.Number } number
            ? number.GetDouble()
            : double.PositiveInfinity;
        var radius = NormConversion.Radius(Number(inputs, "r2"), 2, norm, inputs.GetProperty("d").GetInt64());

        AtMost(Decimal(expected, "radius"), radius);
    }

    [Theory]
    [MemberData(nameof(EndToEndCases))]
    public void Certificates_are_at_most_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        var (k, n) = (inputs.GetProperty("k").GetInt64(), inputs.GetProperty("n").GetInt64());
        var (error, law) = (Number(inputs, "alpha"), new GaussianLaw(Number(inputs, "sigma")));

        Assert.Equal(n, k);
        AtMost(Decimal(expected, "p1_lower"), IntervalMethod.ClopperPearson.Bounds(new(k, 0, n, 2), error).TopLower);
        AtMost(Decimal(expected, "cohen_l2"), Samples.Largest(n, error, law, slack: 0));
    }

    private static void RadiusIs(
        decimal given, BallMethod method, NoiseLaw law, JsonElement inputs, long dimension = 1, double loss = Loss)
    {
        var (p1, p2) = (Number(inputs, "p1"), Number(inputs, "p2"));
        var q1 = Directed.SubtractUp(1, p1);
        var bounds = new ProbabilityBounds(
            0.001, IntervalMethod.ClopperPearson, p1, q1, p2, 0, new(0, 0, 1, p1, q1, p2));
        Assert.Equal(given > 0, bounds.HasMajority);
        if (given == 0)
            return;
        var (radius, witness) = method.Radius(bounds, law, dimension);

        Assert.True(Exact(radius) <= given + LastDigit(given), $"{radius:R} is above {given}");
        var allowed = (loss * (double)given) + (Loss * law.StandardDeviation);
        Assert.InRange((double)given - radius, double.MinValue, allowed);
        Assert.True(method.Holds(radius, witness, bounds, law, dimension));
        Assert.False(method.Holds(Math.BitIncrement(radius), witness, bounds, law, dimension));
    }

    private static void AtMost(decimal given, double bound)
    {
        Assert.True(Exact(bound) <= given + LastDigit(given), $"{bound:R} is above {given}");
        Assert.InRange(bound, (double)given * (1 - Loss), double.MaxValue);
    }

    private static void AtLeast(decimal given, double bound)
    {
        Assert.True(Exact(bound) >= given - LastDigit(given), $"{bound:R} is below {given}");
        Assert.InRange(bound, 0, (double)given * (1 + Loss));
    }

    // A conversion of a double to decimal keeps 15 digits only; 28 decimals hold every probability here closely enough.
    private static decimal Exact(double value) =>
        decimal.Parse(value.ToString("F28", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // Half a unit of the 17th significant digit.
    private static decimal LastDigit(decimal given)
    {
        var unit = 1e-17m;
        for (var size = given; size >= 1; size /= 10)
            unit *= 10;
        for (var size = given; size is > 0 and < 0.1m; size *= 10)
            unit /= 10;
        return unit / 2;
    }

    private static TheoryData<string> Ids(string group) =>
        [.. All.Where(c => c.GetProperty("group").GetString() == group).Select(c => c.GetProperty("id").GetString()!)];

    private static (JsonElement Inputs, JsonElement Expected) Case(string id)
    {
        var found = All.Single(c => c.GetProperty("id").GetString() == id);
        return (found.GetProperty("inputs"), found.GetProperty("expected"));
    }

    private static double Number(JsonElement element, string name) =>
        double.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static decimal Decimal(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);
}
