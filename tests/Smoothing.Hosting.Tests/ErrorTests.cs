using System.Globalization;
using Google.Rpc;
using Grpc.Core;

namespace Smoothing.Hosting.Tests;

public class ErrorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_violations_arrive_at_once_with_their_paths()
    {
        await using var service = await ProbeFixture.StartAsync();
        var request = new ProbeMessage { Number = 3, Text = "is -1; it must be in [0, 2^32)" };

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await service.Probe.ValidateAsync(request, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(
            ["evidence.estimation[0].range.first", "evidence.estimation[1].range.first",
                "evidence.estimation[2].range.first"],
            Detail(error).FieldViolations.Select(violation => violation.Field));
        Assert.All(Detail(error).FieldViolations, violation => Assert.Equal(request.Text, violation.Description));
        Assert.Contains("evidence.estimation[2].range.first: is -1", error.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5000)]
    public async Task Trailers_stay_below_eight_kilobytes_whatever_the_violations(int length)
    {
        await using var service = await ProbeFixture.StartAsync();
        foreach (var unit in new[] { "x", "%", "é", "😀", "\r\n" })
        {
            var text = string.Concat(Enumerable.Repeat(unit, length));
            var error = await Assert.ThrowsAsync<RpcException>(async () => await service.Probe.ValidateAsync(
                new ProbeMessage { Number = 1000, Text = text }, cancellationToken: Cancelled));

            Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
            var kept = Detail(error).FieldViolations;
            Assert.Equal(
                string.Create(CultureInfo.InvariantCulture, $"and {1000 - kept.Count + 1} more violations"),
                kept[^1].Description);
            var details = error.Trailers.GetValueBytes("grpc-status-details-bin")!;
            var bytes = StatusText.PercentEncode(error.Status.Detail).Length + (details.Length * 4 / 3);
            Assert.InRange(bytes, 1, 7500);
        }
    }

    [Fact]
    public async Task An_internal_error_leaks_nothing_and_is_logged_with_its_id()
    {
        await using var service = await ProbeFixture.StartAsync();
        service.Logs.Expect(nameof(HostingLog.UnexpectedException));

        var error = await Assert.ThrowsAsync<RpcException>(async () => await service.Probe.FailAsync(
            new ProbeMessage { Text = "secret" }, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.Matches("^internal error, see the service's log, id [0-9a-f]{12}$", error.Status.Detail);
        Assert.DoesNotContain(error.Trailers, trailer => !trailer.Key.StartsWith("date", StringComparison.Ordinal));
        var log = Assert.Single(service.Logs.Entries, entry => entry.Event == nameof(HostingLog.UnexpectedException));
        Assert.Contains(error.Status.Detail[^12..], log.Message, StringComparison.Ordinal);
        Assert.Equal("secret", log.Exception?.Message);
    }

    [Fact]
    public async Task An_internal_error_in_a_stream_leaks_nothing_either()
    {
        await using var service = await ProbeFixture.StartAsync();
        service.Logs.Expect(nameof(HostingLog.UnexpectedException));
        using var call = service.Probe.FailLater(
            new ProbeMessage { Text = "secret" }, cancellationToken: Cancelled);

        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancelled));

        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.DoesNotContain("secret", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_above_the_limit_is_RESOURCE_EXHAUSTED()
    {
        await using var service = await ProbeFixture.StartAsync("--Hosting:MaxReceiveBytes=2048");
        service.Logs.Expect("ErrorReadingMessage");

        var error = await Assert.ThrowsAsync<RpcException>(async () => await service.Probe.EchoAsync(
            new ProbeMessage { Text = new string('x', 2100) }, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        var fits = await service.Probe.EchoAsync(
            new ProbeMessage { Text = new string('x', 2000) }, cancellationToken: Cancelled);
        Assert.EndsWith("HTTP/2", fits.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_call_above_the_limit_is_RESOURCE_EXHAUSTED_with_a_delay()
    {
        await using var service = await ProbeFixture.StartAsync("--Hosting:MaxConcurrentCalls=1");
        service.Logs.Expect(nameof(HostingLog.TooManyCalls));
        using var open = service.Probe.WaitAsync(new ProbeMessage(), cancellationToken: Cancelled);
        await service.Control.Entered.Task.WaitAsync(Cancelled);

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await service.Probe.EchoAsync(new ProbeMessage(), cancellationToken: Cancelled));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal("all 1 calls that fit are open; try again later", error.Status.Detail);
        Assert.Equal(1, error.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.Seconds);
        service.Control.Release.SetResult();
        await open;
        await service.Probe.EchoAsync(new ProbeMessage(), cancellationToken: Cancelled);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_in_the_service_and_logs_nothing()
    {
        await using var service = await ProbeFixture.StartAsync();
        using var call = service.Probe.WaitAsync(new ProbeMessage(), cancellationToken: Cancelled);
        await service.Control.Entered.Task.WaitAsync(Cancelled);

        call.Dispose();

        await service.Control.Cancelled.Task.WaitAsync(Cancelled);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
    }

    [Fact]
    public async Task A_passed_deadline_cancels_the_service_and_is_DEADLINE_EXCEEDED()
    {
        await using var service = await ProbeFixture.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(service.GrpcEndpoint, $"{ProbeHost.Service}/Wait"))
        {
            Version = new Version(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.Add("grpc-timeout", "100m");
        request.Headers.Add("TE", "trailers");

        // A client without a clock of its own: the status is the service's.
        using var response = await http.SendAsync(request, Cancelled);
        await response.Content.ReadAsByteArrayAsync(Cancelled);

        await service.Control.Cancelled.Task.WaitAsync(Cancelled);
        var headers = response.TrailingHeaders.Concat(response.Headers).ToLookup(header => header.Key);
        Assert.Equal("4", headers["grpc-status"].Single().Value.Single());
    }

    [Fact]
    public void Every_kind_of_error_carries_its_detail()
    {
        var delay = TimeSpan.FromMilliseconds(1500);

        var missing = RichErrors.NotFound("model", "models/cnn", "ListModels names those there are");
        var refused = RichErrors.FailedPrecondition("MODEL_REFUSED", "models/cnn", "its answers differ");
        var full = RichErrors.ResourceExhausted("the queue is full", delay);

        Assert.Equal(StatusCode.NotFound, missing.StatusCode);
        Assert.Equal("There is no model 'models/cnn'; ListModels names those there are", missing.Status.Detail);
        Assert.Equal("models/cnn", missing.GetRpcStatus()!.GetDetail<ResourceInfo>()!.ResourceName);
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Equal(
            "MODEL_REFUSED",
            refused.GetRpcStatus()!.GetDetail<PreconditionFailure>()!.Violations.Single().Type);
        Assert.Equal(StatusCode.ResourceExhausted, full.StatusCode);
        Assert.Equal(delay, full.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan());
        Assert.Equal(StatusCode.Unavailable, RichErrors.Unavailable("starting").StatusCode);
        Assert.Equal(
            delay,
            RichErrors.Unavailable("starting", delay).GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan());
    }

    private static BadRequest Detail(RpcException error) => error.GetRpcStatus()!.GetDetail<BadRequest>()!;
}
