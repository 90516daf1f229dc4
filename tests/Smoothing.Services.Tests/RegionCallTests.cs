using Grpc.Core;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;
using Laws = Smoothing.Draws.Laws;

namespace Smoothing.Services.Tests;

/// <summary>Joint regions without counts.</summary>
public sealed class RegionCallTests(SharedServices shared) : ServicesTest(shared)
{
    [Fact]
    public async Task Regions_of_the_given_cases_are_those_of_the_library_to_the_bit()
    {
        foreach (var (inputs, expected) in GivenCases.Of("joint").Concat(GivenCases.Of("joint_weighted")))
        {
            var (shape, dimension) = (inputs.Number("p"), inputs.GetProperty("d").GetInt64());
            var law = Laws.NoiseLaw.GeneralizedGaussian(inputs.Number("sigma"), shape);
            var threshold = JointRegions.Threshold(
                ClassProbabilities.Of(inputs.Number("p1"), null, inputs.Number("p2")));
            var weights = JointRegions.Exponents(law).ToDictionary(
                k => (double)k, k => inputs.TryGetProperty("weights", out var all) ? all.Number($"{k}") : 1);
            foreach (var (question, goal) in new (JointRegionQuestion?, JointGoal)[]
            {
                (null, JointGoal.Equal),
                (new() { Objective = V1.JointObjective.Maximise, MaximisedExponent = shape },
                    JointGoal.Maximise(shape)),
                (new()
                {
                    Objective = V1.JointObjective.Weighted,
                    Weights = { weights.Select(one => Weight(one.Key, one.Value)) },
                }, JointGoal.Weighted(weights)),
            })
            {
                var answer = await AskAsync(new()
                {
                    Noise = new() { GeneralizedGaussian = new() { Scale = inputs.Number("sigma"), Shape = shape } },
                    P1 = inputs.Number("p1"),
                    P2 = inputs.Number("p2"),
                    Dimension = dimension,
                    Question = question,
                });

                var region = JointRegions.Of(threshold, law, dimension, goal)!;
                Assert.Equal(Numbers(region.Limits), Numbers(answer.Region.Limits));
                Assert.Equal(Numbers(region.ContainedBalls), Numbers(answer.Region.ContainedBalls));
                Assert.Equal(
                    (region.Constraint, region.Threshold), (answer.Region.Constraint, answer.Region.Threshold));
                Assert.False(answer.HasContainsPerturbation);
                if (goal is EqualGoal && expected.TryGetProperty("equal", out _))
                {
                    var given = expected.Number("equal");
                    Assert.All(region.Limits, limit => Assert.Equal(given, limit.Radius, 1e-9 * given));
                }
            }
        }
    }

    [Fact]
    public async Task A_perturbation_is_in_a_region_only_if_every_norm_is_below_its_limit()
    {
        var request = Request();
        request.Dimension = 4;
        var region = (await AskAsync(request)).Region;
        Assert.Equal([2, 4], region.Limits.Select(limit => limit.Norm.Exponent));
        // With one coordinate every norm is its size.
        var smallest = region.Limits.Min(limit => limit.Radius);

        Assert.True(await IsInAsync(0, 0, 0, 0));
        Assert.True(await IsInAsync(0, Math.BitDecrement(smallest), 0, 0));
        Assert.False(await IsInAsync(0, -smallest, 0, 0));
        // l4 is below its limit, l2 is not.
        Assert.False(await IsInAsync([.. Enumerable.Repeat(0.6 * smallest, 4)]));

        async Task<bool> IsInAsync(params double[] perturbation)
        {
            request.Perturbation.Clear();
            request.Perturbation.Add(perturbation);
            var answer = await AskAsync(request);
            Assert.True(answer.HasContainsPerturbation);
            Assert.Equal(region, answer.Region);
            return answer.ContainsPerturbation;
        }
    }

    [Theory]
    [InlineData(0.4, 0.5, AbstentionReason.NoMajority)]
    [InlineData(0.5, 0.5, AbstentionReason.NoMajority)]
    [InlineData(0.5000000000000001, 0.5, AbstentionReason.NoRadius)]
    public async Task Where_there_is_no_region_it_says_why_and_is_no_error(
        double top, double other, AbstentionReason reason)
    {
        var request = Request();
        (request.P1, request.P2) = (top, other);
        (request.Noise.GeneralizedGaussian.Scale, request.Dimension) = (1e-100, 1);
        request.Perturbation.Add(0);

        var answer = await AskAsync(request);

        Assert.Equal(reason, answer.Abstention.Reason);
        Assert.False(answer.HasContainsPerturbation);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await AskAsync(new()
        {
            Noise = new() { GeneralizedGaussian = new() { Scale = 1, Shape = 1.5 } },
            P1 = 2,
            Dimension = -1,
            Question = new() { Objective = V1.JointObjective.Equal, MaximisedExponent = 3 },
            Perturbation = { 0, double.NaN },
        }));

        Assert.Equal(
            [
                "p1: is 2; it must be in [0, 1]",
                "dimension: -1 is not in [1, 2^28]",
                "question.maximised_exponent: is for JOINT_OBJECTIVE_MAXIMISE only",
                "noise: generalized_gaussian:1:1.5 is none of the laws: joint regions are of Laplace and Gaussian "
                    + "noise and of generalized Gaussian noise of a whole shape in [1, 64], with a scale "
                    + "in [1e-100, 1e100]",
                "perturbation[1]: is NaN; it must be finite",
            ],
            refusal.Violations());
    }

    [Fact]
    public async Task What_does_not_fit_the_chain_or_the_dimension_is_told()
    {
        var request = Request();
        request.Question = new() { Objective = V1.JointObjective.Weighted, Weights = { Weight(2, 1), Weight(3, 1) } };
        request.Perturbation.Add([1, 2, 3]);

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await AskAsync(request));

        Assert.Equal(
            [
                "question.weights[3]: is for a norm that is not in the chain 2, 4",
                "question.weights[4]: is missing; the chain is 2, 4",
                "perturbation: has 3 numbers; it must have 3072, as the dimension says",
            ],
            refusal.Violations());
    }

    [Fact]
    public async Task A_law_without_regions_and_a_perturbation_that_is_too_long_are_told()
    {
        var request = Request();
        request.Noise = new() { Uniform = new() { HalfWidth = 1 } };
        request.Dimension = (1 << 18) + 1;
        request.Perturbation.Add(new double[(1 << 18) + 1]);

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await AskAsync(request));

        Assert.Equal(2, refusal.Violations().Count);
        Assert.StartsWith("noise: uniform:1 is none of the laws", refusal.Violations()[0], StringComparison.Ordinal);
        Assert.Equal("perturbation: has 262145 numbers; at most 262144 are allowed", refusal.Violations()[1]);
    }

    private static ComputeJointRegionRequest Request() => new()
    {
        Noise = new() { GeneralizedGaussian = new() { Scale = 1, Shape = 4 } },
        P1 = 0.99,
        P2 = 0.01,
        Dimension = 3072,
    };

    private static NormWeight Weight(double norm, double weight) =>
        new() { Norm = new() { Exponent = norm }, Weight = weight };

    private static IEnumerable<(double, double, double)> Numbers(IEnumerable<Certification.Joint.NormLimit> limits) =>
        limits.Select(limit => (limit.Norm, limit.Radius, limit.Weight));

    private static IEnumerable<(double, double, double)> Numbers(IEnumerable<V1.NormLimit> limits) =>
        limits.Select(limit => (
            limit.Norm.Infinity ? double.PositiveInfinity : limit.Norm.Exponent, limit.Radius, limit.Weight));

    private async Task<ComputeJointRegionResponse> AskAsync(ComputeJointRegionRequest request) =>
        await Certifier.ComputeJointRegionAsync(request, cancellationToken: Cancelled);
}
