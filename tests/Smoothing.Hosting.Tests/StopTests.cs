using System.Diagnostics;
using Grpc.Core;
using Grpc.Health.V1;

namespace Smoothing.Hosting.Tests;

public class StopTests
{
    // What is promised is a second; a busy machine gets more, yet less than the minute that a call may take.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(25);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_stream_ends_UNAVAILABLE_and_soon()
    {
        await using var service = await ProbeFixture.StartAsync("--Hosting:ShutdownSeconds=60");
        using var call = service.Probe.Watch(new ProbeMessage(), cancellationToken: Cancelled);
        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        var clock = Stopwatch.StartNew();

        var stop = service.StopAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancelled));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal(CallGate.StoppingMessage, error.Status.Detail);
        await stop;
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }

    [Fact]
    public async Task A_stream_that_ends_quietly_while_stopping_is_not_OK()
    {
        await using var service = await ProbeFixture.StartAsync();
        using var call = service.Probe.EndQuietly(new ProbeMessage(), cancellationToken: Cancelled);
        Assert.True(await call.ResponseStream.MoveNext(Cancelled));

        var stop = service.StopAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancelled));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        await stop;
    }

    [Fact]
    public async Task A_stream_with_a_slow_reader_ends_UNAVAILABLE_after_what_was_sent()
    {
        await using var service = await ProbeFixture.StartAsync("--Hosting:ShutdownSeconds=60");
        using var call = service.Probe.Flood(new ProbeMessage(), cancellationToken: Cancelled);
        await service.Control.Entered.Task.WaitAsync(Cancelled);
        var clock = Stopwatch.StartNew();

        var stop = service.StopAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(Cancelled))
            {
            }
        });

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        await stop;
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }

    // While its request is open, a client that sees the connection close may drop the status it has already received.
    [Fact]
    public async Task Streams_from_the_client_end_soon_too()
    {
        await using var service = await ProbeFixture.StartAsync("--Hosting:ShutdownSeconds=60");
        using var chat = service.Probe.Chat(cancellationToken: Cancelled);
        await chat.RequestStream.WriteAsync(new ProbeMessage(), Cancelled);
        Assert.True(await chat.ResponseStream.MoveNext(Cancelled));
        using var collect = service.Probe.Collect(cancellationToken: Cancelled);
        await collect.RequestStream.WriteAsync(new ProbeMessage(), Cancelled);
        await service.Control.Entered.Task.WaitAsync(Cancelled);
        Task[] ends = [chat.ResponseStream.MoveNext(Cancelled), collect.ResponseAsync];
        var clock = Stopwatch.StartNew();

        var stop = service.StopAsync();
        foreach (var end in ends)
            await Assert.ThrowsAsync<RpcException>(() => end);

        await stop;
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }

    [Fact]
    public async Task A_call_in_flight_may_finish()
    {
        await using var service = await ProbeFixture.StartAsync("--Hosting:ShutdownSeconds=60");
        using var call = service.Probe.WaitAsync(new ProbeMessage { Text = "whole" }, cancellationToken: Cancelled);
        await service.Control.Entered.Task.WaitAsync(Cancelled);

        var stop = service.StopAsync();
        Assert.False(service.Control.Cancelled.Task.IsCompleted);
        service.Control.Release.SetResult();

        Assert.Equal("whole", (await call).Text);
        await stop;
    }

    [Fact]
    public async Task A_call_that_does_not_finish_ends_UNAVAILABLE()
    {
        await using var service = await ProbeFixture.StartAsync("--Hosting:ShutdownSeconds=1");
        using var call = service.Probe.WaitAsync(new ProbeMessage(), cancellationToken: Cancelled);
        await service.Control.Entered.Task.WaitAsync(Cancelled);

        var stop = service.StopAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        await stop;
    }

    [Fact]
    public async Task While_stopping_health_says_so_and_new_calls_are_UNAVAILABLE()
    {
        await using var service = await ProbeFixture.StartAsync("--Hosting:ShutdownSeconds=60");
        using var watch = service.Health.Watch(
            new HealthCheckRequest { Service = ProbeHost.Service }, cancellationToken: Cancelled);
        Assert.True(await watch.ResponseStream.MoveNext(Cancelled));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, watch.ResponseStream.Current.Status);
        using var open = service.Probe.WaitAsync(new ProbeMessage(), cancellationToken: Cancelled);
        await service.Control.Entered.Task.WaitAsync(Cancelled);

        var stop = service.StopAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await service.Probe.EchoAsync(new ProbeMessage(), cancellationToken: Cancelled));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        while (await watch.ResponseStream.MoveNext(Cancelled)
            && watch.ResponseStream.Current.Status == HealthCheckResponse.Types.ServingStatus.Serving)
        {
        }

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        service.Control.Release.SetResult();
        await open;
        await stop;
    }
}
