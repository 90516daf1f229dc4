using System.Diagnostics;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using Smoothing.Client.Counting;
using Smoothing.Client.Retrying;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Smoothing.Services.Tests;

public sealed class LifeTests(SharedServices shared) : ServicesTest(shared)
{
    // What is promised is a second; a busy machine gets more, yet less than the minute that a call may take.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task A_passed_deadline_is_DEADLINE_EXCEEDED_and_the_worker_serves_the_next_call()
    {
        // A hundred thousand tiles of 190 ms: five hours.
        using var call = Sampler.SampleCounts(
            Requests.Counts("slow_3", 0, 100_000),
            deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(500),
            cancellationToken: Cancelled);

        Assert.Equal(StatusCode.DeadlineExceeded, (await call.FailureAsync()).StatusCode);

        var next = Requests.Counts("linear_3", 0, 100);
        Assert.Equal(Recomputed.Linear(next), await Sampler.CountAsync(next));
    }

    [Fact]
    public async Task A_full_queue_is_RESOURCE_EXHAUSTED_until_the_call_before_was_cancelled()
    {
        using var models = new ModelFolder().With("slow_3", tileSize: 1).With("linear_3");
        await using var sampler = await RunningSampler.StartAsync(
            models, RunningSampler.Workers(1), "--Sampler:QueueLimit=1");
        sampler.Logs.Expect("QueueFull");
        var next = Requests.Counts("linear_3", 0, 100);
        var open = sampler.Client.SampleCounts(
            Requests.Counts("slow_3", 0, 100_000_000, reportEvery: 1), cancellationToken: Cancelled);
        await open.FirstCountsAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => sampler.Client.CountAsync(next));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.InRange(error.Detail<RetryInfo>().RetryDelay.ToTimeSpan(), TimeSpan.FromTicks(1), Soon);
        open.Dispose();
        // One worker, one place: this is served only once the cancelled call has given both back.
        var reader = new CountsReader(sampler.Client, RetryOptions.Default, TimeProvider.System);
        var clock = Stopwatch.StartNew();
        Assert.Equal(
            Recomputed.Linear(next), Assert.Single((await reader.CountAsync(next, null, Cancelled)).Counts));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }

    [Fact]
    public async Task A_sampler_is_not_ready_before_a_model_answered_and_ready_after()
    {
        // A manifest that is a pipe: it is read when this test writes it, and not before.
        using var models = new ModelFolder().With("linear_3");
        var path = models.FileOf("linear_3.json");
        var manifest = await File.ReadAllTextAsync(path, Cancelled);
        File.Delete(path);
        using (var make = Process.Start("mkfifo", [path]))
            await make.WaitForExitAsync(Cancelled);
        await using var sampler = await RunningSampler.StartUnreadyAsync(models);

        Assert.Equal([ServingStatus.NotServing, ServingStatus.NotServing], await StatusAsync(sampler));
        var error = await Assert.ThrowsAsync<RpcException>(() =>
            sampler.Client.CountAsync(Requests.Counts("linear_3", 0, 1)));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal("the models are being loaded; try again soon", error.Status.Detail);
        Assert.NotNull(error.Detail<RetryInfo>());

        await File.WriteAllTextAsync(path, manifest, Cancelled);
        await sampler.WhenModelsLoadedAsync();

        Assert.Equal([ServingStatus.Serving, ServingStatus.Serving], await StatusAsync(sampler));
    }

    [Fact]
    public async Task A_sampler_with_refused_models_only_stays_not_ready_and_says_why()
    {
        using var models = new ModelFolder().With("wrong_rank").With("not_torchscript");
        await using var sampler = await RunningSampler.StartAsync(models);
        sampler.Logs.Expect("Refused");

        Assert.Equal([ServingStatus.NotServing, ServingStatus.NotServing], await StatusAsync(sampler));
        using var http = new HttpClient { BaseAddress = sampler.HttpEndpoint };
        using var page = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled);
        var text = await page.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("wrong_rank failed the check output_shape", text, StringComparison.Ordinal);
        Assert.Contains("not_torchscript failed the check load", text, StringComparison.Ordinal);
        Assert.Empty((await sampler.Client.ListModelsAsync(new(), cancellationToken: Cancelled)).Models);
    }

    [Fact]
    public async Task A_sampler_without_models_stays_not_ready()
    {
        using var models = new ModelFolder();
        await using var sampler = await RunningSampler.StartAsync(models);
        sampler.Logs.Expect("NoModels");

        Assert.Equal([ServingStatus.NotServing, ServingStatus.NotServing], await StatusAsync(sampler));
        var error = await Assert.ThrowsAsync<RpcException>(() =>
            sampler.Client.CountAsync(Requests.Counts("linear_3", 0, 1)));
        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        Assert.EndsWith("this sampler has no models", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_an_open_stream_UNAVAILABLE_and_soon()
    {
        using var models = new ModelFolder().With("slow_3", tileSize: 1);
        await using var sampler = await RunningSampler.StartAsync(
            models, RunningSampler.Workers(1), "--Hosting:ShutdownSeconds=60");
        using var call = sampler.Client.SampleCounts(
            Requests.Counts("slow_3", 0, 100_000_000, reportEvery: 1), cancellationToken: Cancelled);
        await call.FirstCountsAsync();
        var clock = Stopwatch.StartNew();

        var stop = sampler.StopAsync();

        Assert.Equal(StatusCode.Unavailable, (await call.FailureAsync()).StatusCode);
        await stop;
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }

    [Fact]
    public async Task Reflection_lists_each_service_beside_health()
    {
        Assert.Contains("smoothing.v1.SamplerService", await ServicesAsync(SamplerHost.Channel));
        Assert.Contains("smoothing.v1.CertifierService", await ServicesAsync(Shared.CertifierChannel));
        Assert.Contains("grpc.health.v1.Health", await ServicesAsync(SamplerHost.Channel));
    }

    [Fact]
    public async Task The_certifier_is_ready_at_once()
    {
        var health = new Health.HealthClient(Shared.CertifierChannel);

        var answer = await health.CheckAsync(
            new() { Service = "smoothing.v1.CertifierService" }, cancellationToken: Cancelled);

        Assert.Equal(ServingStatus.Serving, answer.Status);
    }

    private static async Task<IReadOnlyList<ServingStatus>> StatusAsync(RunningSampler sampler)
    {
        var all = await sampler.Health.CheckAsync(new(), cancellationToken: Cancelled);
        var one = await sampler.Health.CheckAsync(
            new() { Service = "smoothing.v1.SamplerService" }, cancellationToken: Cancelled);
        return [all.Status, one.Status];
    }

    private static async Task<IReadOnlyList<string>> ServicesAsync(GrpcChannel channel)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel)
            .ServerReflectionInfo(cancellationToken: Cancelled);
        await call.RequestStream.WriteAsync(new() { ListServices = "" }, Cancelled);
        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        await call.RequestStream.CompleteAsync();
        return [.. call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name)];
    }
}
