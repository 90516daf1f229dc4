using System.Globalization;
using System.Text.Json;
using Smoothing.Certification.Joint;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>Joint regions against given values of 17 digits: no limit is above the given one, none far below.</summary>
public sealed class JointCaseTests
{
    private static readonly JsonElement[] All =
    [
        .. JsonDocument
            .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "given_cases.json")))
            .RootElement.GetProperty("cases").EnumerateArray(),
    ];

    public static TheoryData<string> Cases => Ids("joint");

    public static TheoryData<string> WeightedCases => Ids("joint_weighted");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Limits_are_at_most_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        foreach (var question in expected.EnumerateObject())
        {
            var region = Region(inputs, GoalOf(question.Name, inputs));
            var loss = question.Name.StartsWith("weighted", StringComparison.Ordinal) ? 1e-9 : 1e-13;
            foreach (var limit in region.Limits)
                IsAtMost(Given(question.Value, limit.Norm), limit.Radius, loss);
        }
    }

    [Theory]
    [MemberData(nameof(WeightedCases))]
    public void Weighted_limits_and_their_balls_are_at_most_the_given_ones(string id)
    {
        var (inputs, expected) = Case(id);
        var weights = inputs.GetProperty("weights").EnumerateObject().Select(weight => KeyValuePair.Create(
            double.Parse(weight.Name, CultureInfo.InvariantCulture), weight.Value.GetDouble()));
        var region = Region(inputs, JointGoal.Weighted(weights));

        foreach (var limit in region.Limits)
            IsAtMost(Given(expected.GetProperty("eps"), limit.Norm), limit.Radius, 1e-9);
        IsAtMost(expected.GetProperty("contained_ball_l1").GetString()!, Ball(region, 1), 1e-9);
        IsAtMost(expected.GetProperty("contained_ball_l2").GetString()!, Ball(region, 2), 1e-9);
        IsAtMost(expected.GetProperty("contained_ball_lp").GetString()!, Ball(region, region.Limits[^1].Norm), 1e-9);
    }

    [Fact]
    public void Weighted_limits_are_at_most_those_of_the_table()
    {
        foreach (var row in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "reference", "joint_regions.csv"))
            .Skip(1).Select(line => line.Split(',')))
        {
            var law = NoiseLaw.GeneralizedGaussian(Number(row[2]), Number(row[0]));
            var weights = row[4].Split(' ').Select(Number)
                .Zip(JointRegions.Exponents(law), (weight, k) => KeyValuePair.Create((double)k, weight));
            var dimension = long.Parse(row[1], CultureInfo.InvariantCulture);
            var region = JointRegions.Of(Number(row[3]), law, dimension, JointGoal.Weighted(weights))!;
            foreach (var (limit, given) in region.Limits.Zip(row[6].Split(' ')))
                IsAtMost(given, limit.Radius, 1e-10);
        }
    }

    // The region that holds the largest ball of the last norm is the one whose first limit is the largest.
    private static JointGoal GoalOf(string question, JsonElement inputs)
    {
        var p = inputs.GetProperty("p").GetInt32();
        return question switch
        {
            "equal" => JointGoal.Equal,
            "ball" => JointGoal.Maximise(p % 2 == 0 ? 2 : 1),
            "weighted_equal_logs" => JointGoal.Weighted(
                JointRegions.Exponents(Law(inputs)).Select(k => KeyValuePair.Create((double)k, 1.0))),
            _ => JointGoal.Maximise(int.Parse(question["max_eps_".Length..], CultureInfo.InvariantCulture)),
        };
    }

    private static JointRegion Region(JsonElement inputs, JointGoal goal)
    {
        var threshold = JointRegions.Threshold(Directed.SubtractUp(1, Number(inputs, "p1")), Number(inputs, "p2"));
        return JointRegions.Of(threshold, Law(inputs), inputs.GetProperty("d").GetInt64(), goal)!;
    }

    private static NoiseLaw Law(JsonElement inputs) =>
        NoiseLaw.GeneralizedGaussian(Number(inputs, "sigma"), inputs.GetProperty("p").GetInt32());

    private static double Ball(JointRegion region, double norm) =>
        Assert.Single(region.ContainedBalls, ball => ball.Norm == norm).Radius;

    private static string Given(JsonElement given, double norm) => given.ValueKind == JsonValueKind.String
        ? given.GetString()!
        : given.GetProperty(norm.ToString(CultureInfo.InvariantCulture)).GetString()!;

    // The given value is rounded, by at most half a unit of its 17th digit.
    private static void IsAtMost(string given, double radius, double loss)
    {
        var want = decimal.Parse(given, NumberStyles.Float, CultureInfo.InvariantCulture);
        var exact = decimal.Parse(radius.ToString("F28", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        Assert.True(exact <= want * (1 + 5e-17m), $"{radius:R} is above {given}");
        Assert.InRange(radius, (double)want * (1 - loss), double.MaxValue);
    }

    private static TheoryData<string> Ids(string group) =>
        [.. All.Where(c => c.GetProperty("group").GetString() == group).Select(c => c.GetProperty("id").GetString()!)];

    private static (JsonElement Inputs, JsonElement Expected) Case(string id)
    {
        var found = All.Single(c => c.GetProperty("id").GetString() == id);
        return (found.GetProperty("inputs"), found.GetProperty("expected"));
    }

    private static double Number(JsonElement element, string name) => Number(element.GetProperty(name).GetString()!);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
