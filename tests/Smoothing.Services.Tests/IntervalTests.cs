using Grpc.Core;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

/// <summary>Every interval method over the wire: certified, checked, refused when anything of it is altered.</summary>
public sealed class IntervalTests(SharedServices shared) : ServicesTest(shared)
{
    public static TheoryData<IntervalMethod> Methods =>
    [
        .. Enum.GetValues<IntervalMethod>().Where(method => method != IntervalMethod.Unspecified),
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task What_is_certified_by_an_interval_verifies(IntervalMethod method)
    {
        var certificate = await CertifyAsync(method);

        Assert.Equal($"{method}", $"{certificate.Bounds.IntervalCase}");
        Assert.NotNull(certificate.Claims);
        var shares = certificate.Bounds.Shares;
        Assert.InRange(shares.Top + shares.Other, double.Epsilon, 0.001);
        Assert.Empty(await FindingsAsync(certificate));
    }

    [Fact]
    public async Task An_altered_parameter_is_a_finding()
    {
        await IsFoundAsync(IntervalMethod.Split, "shares", b => b.Shares.Top = Math.BitIncrement(b.Shares.Top));
        await IsFoundAsync(IntervalMethod.Split, "shares", b => b.Shares.Other = 0);
        await IsFoundAsync(IntervalMethod.Split, "shares", b => b.Shares = null);
        await IsFoundAsync(IntervalMethod.Split, "error_probability", b => b.ErrorProbability = double.NaN);
        await IsFoundAsync(IntervalMethod.Split, "interval", b => b.ClearInterval());
        await IsFoundAsync(IntervalMethod.Split, "shares", b => b.ClopperPearson = new());
        await IsFoundAsync(IntervalMethod.Split, "witness", b => b.Bonferroni = new());
        await IsFoundAsync(IntervalMethod.Hoeffding, "hoeffding.bounds", b => b.Hoeffding.Bounds = 0);
        await IsFoundAsync(IntervalMethod.Hoeffding, "shares", b => b.Hoeffding.Bounds = 3);
        await IsFoundAsync(IntervalMethod.Anytime, "anytime", b => b.Anytime.Draws++);
        await IsFoundAsync(IntervalMethod.Anytime, "anytime", b => b.Anytime.TopCount--);
        await IsFoundAsync(IntervalMethod.Anytime, "witness", b => b.ClopperPearson = new());
        const IntervalMethod Checkpointed = IntervalMethod.Checkpointed;
        await IsFoundAsync(Checkpointed, "checkpointed.checkpoint", b => b.Checkpointed.Checkpoint = 1);
        await IsFoundAsync(Checkpointed, "checkpointed.schedule", b => b.Checkpointed.Schedule[2]++);
        await IsFoundAsync(Checkpointed, "shares", b => b.Checkpointed.Schedule.RemoveAt(0));
        await IsFoundAsync(Checkpointed, "checkpointed.schedule", b => b.Checkpointed.Schedule.Clear());
        await IsFoundAsync(Checkpointed, "checkpointed.target_radius", b => b.Checkpointed.TargetRadius = -1);
    }

    [Fact]
    public async Task An_altered_declaration_is_a_finding_because_the_words_say_it()
    {
        var certificate = await CertifyAsync(IntervalMethod.Checkpointed);
        certificate.Bounds.Checkpointed.TargetRadius = 0.75;
        Assert.Equal("statement", Assert.Single(await FindingsAsync(certificate)).Field);
        certificate = await CertifyAsync(IntervalMethod.Checkpointed);
        certificate.Bounds.Checkpointed.Schedule[0]++;
        Assert.Equal("statement", Assert.Single(await FindingsAsync(certificate)).Field);
    }

    [Fact]
    public async Task The_number_of_Hoeffding_bounds_is_2_when_it_is_not_given()
    {
        var request = await RequestAsync(IntervalMethod.Hoeffding);
        var usual = await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled);
        request.HoeffdingBounds = 1;
        var one = await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled);

        Assert.Equal(2, usual.Certificate.Bounds.Hoeffding.Bounds);
        Assert.Equal(1, one.Certificate.Bounds.Hoeffding.Bounds);
        Assert.Equal(1, one.Certificate.Bounds.Witness.OtherUpper);
    }

    private async Task IsFoundAsync(IntervalMethod method, string field, Action<ProbabilityBounds> change)
    {
        var certificate = await CertifyAsync(method);
        change(certificate.Bounds);

        Assert.Contains(
            await FindingsAsync(certificate),
            finding => finding.Field.StartsWith($"bounds.{field}", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<Violation>> FindingsAsync(Certificate certificate)
    {
        var response = await Certifier.VerifyCertificateAsync(
            new() { Certificate = certificate }, cancellationToken: Cancelled);
        Assert.Equal(response.Findings.Count == 0, response.Valid);
        return response.Findings;
    }

    private async Task<Certificate> CertifyAsync(IntervalMethod method) => (await Certifier.CertifyCountsAsync(
        await RequestAsync(method), cancellationToken: Cancelled)).Certificate;

    private async Task<CertifyCountsRequest> RequestAsync(IntervalMethod method) => new()
    {
        Evidence = new()
        {
            Selection = { await Reader.CountAsync(Requests.Counts("linear_3", 0, 32), null, Cancelled) },
            Estimation = { await Reader.CountAsync(Requests.Counts("linear_3", 32, 4000), null, Cancelled) },
        },
        ErrorProbability = 0.001,
        Interval = method,
        Checkpoints = method == IntervalMethod.Checkpointed
            ? new() { Schedule = { 1000, 2000, 4000 }, TargetRadius = 0.5 }
            : null,
    };
}
