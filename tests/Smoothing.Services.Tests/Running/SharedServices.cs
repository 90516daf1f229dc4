using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Smoothing.Certifier;
using Smoothing.Client;
using Smoothing.Draws.Grids;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Services.Tests.Running;

/// <summary>One sampler, with one worker, and one certifier for the tests that change neither.</summary>
public sealed class SharedServices : IAsyncLifetime
{
    // More levels than a byte holds, and an origin that is not zero.
    public static readonly Grid Fine = new(new Rational(-1, 2), new Rational(1, 1000), 0, 1000);

    private readonly ModelFolder _models = new ModelFolder()
        .With("linear_3")
        .With("linear_3", name: "few-levels", grid: new(new Rational(0, 1), new Rational(1, 10), 0, 10))
        .With("linear_3", name: "fine", grid: Fine)
        .With("slow_3", tileSize: 1)
        .With("throws_high")
        .With("train_mode_dropout")
        .With("wrong_rank");

    private WebApplication? _certifier;
    private GrpcChannel? _channel;
    private RunningSampler? _sampler;

    public RunningSampler Sampler => _sampler!;

    public GrpcChannel CertifierChannel => _channel!;

    public Uri CertifierHttp => _certifier!.HttpEndpoint();

    public CollectedLogs CertifierLogs { get; } = new();

    public Wire.CertifierService.CertifierServiceClient Certifier => new(_channel!);

    public async ValueTask InitializeAsync()
    {
        _sampler = await RunningSampler.StartAsync(_models, RunningSampler.Workers(1));
        _sampler.Logs.Expect("Refused");
        _sampler.Logs.AssertNothingUnexpected();
        _certifier = CertifierHost.Create([], new EmbeddedHost { Logs = CertifierLogs });
        await _certifier.StartAsync();
        _channel = SmoothingChannel.Open(_certifier.GrpcEndpoint());
    }

    public async ValueTask DisposeAsync()
    {
        await Sampler.DisposeAsync();
        _channel?.Dispose();
        await _certifier!.StopAsync();
        await _certifier.DisposeAsync();
        _models.Dispose();
    }
}
