using Grpc.Core;
using Smoothing.Certification.Radii;
using Smoothing.Certification.Recommendations;
using Smoothing.Messages;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

/// <summary>Recommendations.</summary>
public sealed class RecommendCallTests(SharedServices shared) : ServicesTest(shared)
{
    [Theory]
    [InlineData(1, 0.99)]
    [InlineData(1, 0.7)]
    [InlineData(2, 0.99)]
    [InlineData(double.PositiveInfinity, 0.9)]
    public async Task Candidates_are_those_of_the_library_to_the_bit_the_largest_first(double norm, double top)
    {
        var answer = await AskAsync(Request(norm, top));

        var own = Recommender.Of(norm, 3072, 0.25, ClassProbabilities.Of(top, null, null).Complement);
        Assert.Equal(
            own.Alternatives.Prepend(own.Best).Select(Numbers),
            answer.Candidates.Select(Numbers));
        Assert.Equal(Numbers(own.Paper), Numbers(answer.Paper));
        Assert.Equal(own.Gain, answer.Gain);
        Assert.Equal(own.Explanation, answer.Explanation);
        Assert.Equal(
            answer.Candidates.OrderByDescending(candidate => candidate.Radius), answer.Candidates);
    }

    [Fact]
    public async Task Factors_are_shares_of_the_largest_radius()
    {
        var answer = await AskAsync(Request(2, 0.99));

        Assert.Equal(1, answer.Candidates[0].Factor);
        Assert.All(answer.Candidates, candidate =>
        {
            Assert.Equal(candidate.Radius / answer.Candidates[0].Radius, candidate.Factor, 1e-15);
            Assert.True(candidate.Factor <= 1);
        });
    }

    [Fact]
    public async Task The_words_say_that_the_papers_method_is_dominated_and_what_is_not_known()
    {
        var answer = await AskAsync(Request(2, 0.99));

        Assert.NotNull(answer.Candidates[0].Noise.Gaussian);
        Assert.Equal(V1.RadiusMethod.NeymanPearson, answer.Candidates[0].Method);
        Assert.True(answer.Paper.Factor < 1);
        Assert.Contains("is dominated", answer.Explanation, StringComparison.Ordinal);
        Assert.Contains("is for experiments to say", answer.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0)]
    public async Task Without_a_majority_there_is_nothing_to_recommend(double top)
    {
        var answer = await AskAsync(Request(2, top));

        Assert.Equal(
            new() { Abstention = new() { Reason = AbstentionReason.NoMajority } }, answer);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await AskAsync(new() { P1 = 1.5 }));

        Assert.Equal(
            [
                "norm: a norm without an exponent is not in [1, 64] or infinity",
                "p1: is 1.5; it must be in [0, 1]",
                "dimension: 0 is not in [1, 2^28]",
                "standard_deviation: 0 is not in [1e-9, 1e9]",
            ],
            refusal.Violations());
    }

    [Fact]
    public async Task A_complement_that_is_too_small_is_told_with_the_range()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await AskAsync(Request(2, 1)));

        Assert.Equal(["one_minus_p1: 5E-324 is not in [1e-300, 0.5)"], refusal.Violations());
    }

    private static RecommendRequest Request(double norm, double top) => new()
    {
        Norm = NormMessages.ToMessage(norm),
        P1 = top,
        Dimension = 3072,
        StandardDeviation = 0.25,
    };

    private static (NoiseLaw, double, int, bool, double?) Numbers(Candidate candidate) => (
        LawMessages.ToMessage(candidate.Law), candidate.Radius, (int)candidate.Method, candidate.Tight,
        candidate.ConvertedFrom);

    private static (NoiseLaw, double, int, bool, double?) Numbers(NoiseCandidate candidate) => (
        candidate.Noise, candidate.Radius, (int)candidate.Method, candidate.Tight,
        candidate.ConvertedFrom is { } norm ? NormMessages.Read(norm) : null);

    private async Task<RecommendResponse> AskAsync(RecommendRequest request) =>
        await Certifier.RecommendAsync(request, cancellationToken: Cancelled);
}
