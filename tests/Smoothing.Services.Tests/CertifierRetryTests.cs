using Grpc.Core;
using Smoothing.Client.Retrying;
using Smoothing.Client.Running;
using Smoothing.Hosting;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.Services.Tests.Scripted;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

public sealed class CertifierRetryTests(SharedServices shared) : ServicesTest(shared)
{
    private static readonly RetryOptions Options = new(2, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

    private static RpcException Gone => new(new(StatusCode.Unavailable, "nobody listens"));

    private static RpcException Busy => RichErrors.ResourceExhausted("full", TimeSpan.FromSeconds(3));

    [Fact]
    public async Task A_certifier_that_blinks_costs_no_counts()
    {
        var certifier = new BlinkingCertifier(Certifier, Gone, Gone);

        var certificate = await CertifyAsync(certifier, new());

        Assert.Equal(3, certifier.Calls);
        Assert.Equal(2000, certificate.Bounds.Witness.Draws);
    }

    [Fact]
    public async Task A_certifier_that_stays_away_is_given_up()
    {
        var certifier = new BlinkingCertifier(Certifier, Gone, Gone, Gone, Gone);

        var error = await Assert.ThrowsAsync<RpcException>(() => CertifyAsync(certifier, new()));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal(3, certifier.Calls);
    }

    [Fact]
    public async Task A_busy_service_is_waited_for_as_it_asks_beyond_the_attempts_for_one_that_is_gone()
    {
        var certifier = new BlinkingCertifier(Certifier, Busy, Busy, Busy, Busy, Busy);
        var time = new InstantTime();

        await CertifyAsync(certifier, time);

        Assert.Equal(6, certifier.Calls);
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(3), 5), time.Waits);
    }

    [Fact]
    public async Task What_a_certifier_refuses_is_not_asked_again()
    {
        var certifier = new BlinkingCertifier(Certifier, new RpcException(new(StatusCode.InvalidArgument, "no")));

        await Assert.ThrowsAsync<RpcException>(() => CertifyAsync(certifier, new()));

        Assert.Equal(1, certifier.Calls);
    }

    private async Task<Certificate> CertifyAsync(BlinkingCertifier certifier, InstantTime time)
    {
        var model = await Sampler.GetModelAsync(new() { Name = "models/linear_3" }, cancellationToken: Cancelled);
        var request = Requests.Counts("linear_3", 0, 1);
        var plan = new CertificationPlan(model.Model, Requests.Law, 100, 2000, 0.001, Requests.RunSeed);
        return await new InputRun(Reader, certifier, Options, time).CertifyAsync(plan, request.Input, null, Cancelled);
    }
}
