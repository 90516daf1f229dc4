using System.Text.Json;
using Grpc.Core;
using Smoothing.Certification.Radii;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;
using Laws = Smoothing.Draws.Laws;

namespace Smoothing.Services.Tests;

/// <summary>Radii without counts.</summary>
public sealed class RadiiCallTests(SharedServices shared) : ServicesTest(shared)
{
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData("gaussian_l2", "cohen", V1.RadiusMethod.NeymanPearson)]
    [InlineData("gaussian_l2", "renyi", V1.RadiusMethod.Renyi)]
    [InlineData("laplace_l1", "np_exact", V1.RadiusMethod.NeymanPearson)]
    [InlineData("laplace_l1", "teng", V1.RadiusMethod.Teng)]
    [InlineData("gn_l1_np", "radius", V1.RadiusMethod.NeymanPearson)]
    [InlineData("eq21", "eq21", V1.RadiusMethod.Eq21)]
    public async Task Radii_of_the_given_cases_are_those_of_the_library_to_the_bit(
        string group, string given, V1.RadiusMethod method)
    {
        foreach (var (inputs, expected) in GivenCases.Of(group))
        {
            var (message, law) = Law(group, inputs);
            var (top, other) = (inputs.Number("p1"), inputs.Number("p2"));
            var dimension = inputs.TryGetProperty("d", out var d) ? d.GetInt64() : 784;
            var request = new ComputeRadiiRequest { Noise = message, P1 = top, P2 = other, Dimension = dimension };

            var answer = await AskAsync(request);

            var probabilities = ClassProbabilities.Of(top, null, other);
            Assert.Equal(
                GivenProbabilities.Balls(probabilities, law, dimension, null).Select(ball => (
                    (int)ball.Method, ball.Norm, ball.Radius, ball.Tight, ball.BestForNorm, ball.ConvertedFrom)),
                answer.Balls.Select(ball => (
                    (int)ball.Method, Read(ball.Norm), ball.Radius, ball.Tight, ball.BestForNorm,
                    ball.ConvertedFrom is { } norm ? Read(norm) : (double?)null)));
            Assert.Equal(probabilities.HasMajority, answer.Abstention is null);
            var radius = answer.Balls.SingleOrDefault(ball => ball.Method == method && ball.ConvertedFrom is null)
                ?.Radius ?? 0;
            Assert.Equal(expected.Number(given), radius, 1e-9 * expected.Number(given));
        }
    }

    [Fact]
    public async Task Balls_have_no_witness_and_the_largest_of_each_norm_is_marked()
    {
        var answer = await AskAsync(Request());

        Assert.Equal([1, 2, Infinity], answer.Balls.Select(ball => Read(ball.Norm)).Distinct().Order());
        Assert.All(answer.Balls, ball => Assert.Equal(Ball.WitnessOneofCase.None, ball.WitnessCase));
        Assert.All(
            answer.Balls.GroupBy(ball => ball.Norm),
            balls => Assert.Equal(balls.Max(ball => ball.Radius), balls.Single(ball => ball.BestForNorm).Radius));
    }

    [Fact]
    public async Task Norms_that_are_named_are_the_only_ones()
    {
        var request = Request();
        request.Norms.Add([Norm(1.5), Norm(Infinity)]);

        var answer = await AskAsync(request);

        Assert.Equal([1.5, Infinity], answer.Balls.Select(ball => Read(ball.Norm)).Distinct().Order());
        Assert.All(answer.Balls, ball => Assert.Equal(2, ball.ConvertedFrom.Exponent));
    }

    [Fact]
    public async Task Without_a_dimension_only_balls_of_every_dimension_are_answered()
    {
        var request = Request();
        request.ClearDimension();

        var answer = await AskAsync(request);

        Assert.Equal([1, 2], answer.Balls.Select(ball => Read(ball.Norm)).Distinct().Order());
        Assert.Contains(answer.Balls, ball => ball.Method == V1.RadiusMethod.NeymanPearson);
    }

    [Fact]
    public async Task The_complement_tells_probabilities_apart_that_are_one_double()
    {
        var request = Request();
        (request.P1, request.OneMinusP1) = (1, 1e-20);
        request.ClearP2();
        var near = await AskAsync(request);
        request.OneMinusP1 = 1e-30;
        var nearer = await AskAsync(request);

        Assert.True(Largest(nearer) > Largest(near));

        static double Largest(ComputeRadiiResponse answer) => answer.Balls.Max(ball => ball.Radius);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.25, 0.5)]
    [InlineData(0, 1)]
    public async Task A_class_that_is_not_ahead_is_an_abstention_and_no_error(double top, double other)
    {
        var request = Request();
        (request.P1, request.P2) = (top, other);

        var answer = await AskAsync(request);

        Assert.Equal(AbstentionReason.NoMajority, answer.Abstention.Reason);
        Assert.Empty(answer.Balls);
    }

    [Fact]
    public async Task Shape_2_is_the_Gaussian_of_a_standard_deviation_rounded_down()
    {
        var request = Request();
        request.Noise = new() { GeneralizedGaussian = new() { Scale = 0.5, Shape = 2 } };
        var own = await AskAsync(request);
        request.Noise = new() { Gaussian = new() { StandardDeviation = 0.35355339059327373 } };
        var gaussian = await AskAsync(request);

        // 0.5 / √2 = 0.353553390593273762…, between two doubles.
        Assert.Equal(gaussian.Balls, own.Balls);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var request = new ComputeRadiiRequest
        {
            Noise = new() { GeneralizedGaussian = new() { Scale = 1e200, Shape = 3 } },
            OneMinusP1 = double.NaN,
            P2 = -0.5,
            Dimension = 0,
            Norms = { Norm(0.5), Norm(2), Norm(2), new Norm() },
        };

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await AskAsync(request));

        Assert.Equal(
            [
                "noise.generalized_gaussian.scale: is 1E+200; it must be in [1e-100, 1e100]",
                "p1: is missing; it must be in [0, 1]",
                "one_minus_p1: is NaN; it must be in [0, 1]",
                "p2: is -0.5; it must be in [0, 1]",
                "dimension: 0 is not in [1, 2^28]",
                "norms[0]: exponent 0.5 is not in [1, 64] or infinity",
                "norms[2]: 2 is there twice",
                "norms[3]: a norm without an exponent is not in [1, 64] or infinity",
            ],
            refusal.Violations());
    }

    [Theory]
    [InlineData(0.9, 0.11, null, "p2: is 0.11; p1 + p2 must be at most 1")]
    [InlineData(0.99, 0.001, 0.02, "one_minus_p1: is 0.02, which is not 1 - p1 with p1 = 0.99")]
    public async Task Probabilities_that_do_not_fit_together_are_told(
        double top, double other, double? complement, string violation)
    {
        var request = Request();
        (request.P1, request.P2) = (top, other);
        if (complement is { } given)
            request.OneMinusP1 = given;

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await AskAsync(request));

        Assert.Equal([violation], refusal.Violations());
    }

    [Fact]
    public async Task Missing_noise_and_too_many_norms_are_told()
    {
        var request = Request();
        request.Noise = null;
        request.Norms.Add(Enumerable.Range(0, 65).Select(i => Norm(1 + (i / 2.0))));

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await AskAsync(request));

        Assert.Equal(
            [
                "noise: is missing; there is gaussian, laplace, generalized_gaussian and uniform noise",
                "norms: has 65 norms; at most 64 are allowed",
            ],
            refusal.Violations());
    }

    [Theory]
    [InlineData(1e-100)]
    [InlineData(1e100)]
    public async Task The_ends_of_all_ranges_are_answered(double width)
    {
        NoiseLaw[] laws =
        [
            new() { Gaussian = new() { StandardDeviation = width } },
            new() { Laplace = new() { Scale = width } },
            new() { Uniform = new() { HalfWidth = width } },
            .. new[] { 1, 1.5, 2, 3, 64, 1 << 30 }.Select(shape =>
                new NoiseLaw { GeneralizedGaussian = new() { Scale = width, Shape = shape } }),
        ];
        foreach (var law in laws)
        {
            foreach (var (top, other) in new[] { (1, 0), (Math.BitIncrement(0.5), 0.5), (double.Epsilon, 0) })
            {
                foreach (var dimension in new[] { 1L, 1L << 28 })
                {
                    var request = new ComputeRadiiRequest
                    {
                        Noise = law, P1 = top, P2 = other, Dimension = dimension,
                        Norms = { Norm(1), Norm(64), Norm(Infinity) },
                    };
                    if (law.GeneralizedGaussian is { Shape: 2, Scale: 1e-100 })
                    {
                        await Assert.ThrowsAsync<RpcException>(async () => await AskAsync(request));
                        continue;
                    }

                    var answer = await AskAsync(request);
                    Assert.All(answer.Balls, ball => Assert.True(ball.Radius > 0 && double.IsFinite(ball.Radius)));
                }
            }
        }
    }

    private static ComputeRadiiRequest Request() => new()
    {
        Noise = new() { Gaussian = new() { StandardDeviation = 0.25 } },
        P1 = 0.99,
        P2 = 0.01,
        Dimension = 3072,
    };

    private static (NoiseLaw Message, Laws.NoiseLaw Law) Law(string group, JsonElement inputs)
    {
        var scale = inputs.Number("sigma");
        switch (group)
        {
            case "gaussian_l2":
                return (new() { Gaussian = new() { StandardDeviation = scale } }, Laws.NoiseLaw.Gaussian(scale));
            case "laplace_l1":
                return (new() { Laplace = new() { Scale = scale } }, Laws.NoiseLaw.Laplace(scale));
            default:
                var shape = inputs.Number(group == "eq21" ? "p" : "s");
                return (
                    new() { GeneralizedGaussian = new() { Scale = scale, Shape = shape } },
                    GivenLaw.GeneralizedGaussian(scale, shape));
        }
    }

    private static Norm Norm(double norm) =>
        double.IsPositiveInfinity(norm) ? new() { Infinity = true } : new() { Exponent = norm };

    private static double Read(Norm norm) => norm.Infinity ? Infinity : norm.Exponent;

    private async Task<ComputeRadiiResponse> AskAsync(ComputeRadiiRequest request) =>
        await Certifier.ComputeRadiiAsync(request, cancellationToken: Cancelled);
}
