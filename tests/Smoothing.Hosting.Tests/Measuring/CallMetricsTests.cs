using System.Net.Http.Headers;
using Grpc.Core;

namespace Smoothing.Hosting.Tests;

public class CallMetricsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_are_counted_by_the_status_they_were_answered()
    {
        await using var service = await ProbeFixture.StartAsync();
        service.Logs.Expect(nameof(HostingLog.UnexpectedException));
        for (var i = 0; i < 3; i++)
            await service.Probe.EchoAsync(new(), cancellationToken: Cancelled);
        for (var i = 0; i < 2; i++)
            await FailAsync(() => service.Probe.ValidateAsync(new() { Number = 1 }, cancellationToken: Cancelled));
        await FailAsync(() => service.Probe.FailAsync(new(), cancellationToken: Cancelled));

        var page = await MetricsPage.WhenAsync(service.Http, page => page.Calls() >= 6);

        Assert.Equal(6, page.Calls());
        Assert.Equal(3, page.Calls("Echo", "OK"));
        Assert.Equal(2, page.Calls("Validate", "INVALID_ARGUMENT"));
        Assert.Equal(1, page.Calls("Fail", "INTERNAL"));
        // A wrong request is the client's error, an exception the service's.
        Assert.Equal(1, page.Sum("rpc_server_call_duration_seconds_count", "error_type=\"INTERNAL\""));
        Assert.DoesNotContain("error_type=\"INVALID_ARGUMENT\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("rpc_system_name=\"grpc\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_are_counted_when_they_end_with_their_last_status()
    {
        await using var service = await ProbeFixture.StartAsync();
        service.Logs.Expect(nameof(HostingLog.UnexpectedException));
        using var open = service.Probe.Watch(new(), cancellationToken: Cancelled);
        Assert.True(await open.ResponseStream.MoveNext(Cancelled));
        using var failing = service.Probe.FailLater(new(), cancellationToken: Cancelled);
        await Assert.ThrowsAsync<RpcException>(async () =>
            await failing.ResponseStream.ReadAllAsync(Cancelled).CountAsync(Cancelled));
        using (var chat = service.Probe.Chat(cancellationToken: Cancelled))
        {
            await chat.RequestStream.WriteAsync(new(), Cancelled);
            await chat.RequestStream.CompleteAsync();
            Assert.Equal(1, await chat.ResponseStream.ReadAllAsync(Cancelled).CountAsync(Cancelled));
        }

        using (var collect = service.Probe.Collect(cancellationToken: Cancelled))
        {
            await collect.RequestStream.CompleteAsync();
            await collect;
        }

        var page = await MetricsPage.WhenAsync(service.Http, page => page.Calls() >= 3);

        Assert.Equal(3, page.Calls());
        Assert.Equal(1, page.Calls("FailLater", "INTERNAL"));
        Assert.Equal(1, page.Calls("Chat", "OK"));
        Assert.Equal(1, page.Calls("Collect", "OK"));

        service.Control.Release.SetResult();
        Assert.False(await open.ResponseStream.MoveNext(Cancelled));
        page = await MetricsPage.WhenAsync(service.Http, page => page.Calls() >= 4);
        Assert.Equal(1, page.Calls("Watch", "OK"));
    }

    [Fact]
    public async Task A_cancelled_call_and_a_cancelled_stream_are_CANCELLED()
    {
        await using var service = await ProbeFixture.StartAsync();
        using (service.Probe.WaitAsync(new(), cancellationToken: Cancelled))
            await service.Control.Entered.Task.WaitAsync(Cancelled);
        using (var stream = service.Probe.Watch(new(), cancellationToken: Cancelled))
            Assert.True(await stream.ResponseStream.MoveNext(Cancelled));

        var page = await MetricsPage.WhenAsync(service.Http, page => page.Calls() >= 2);

        Assert.Equal(2, page.Calls());
        Assert.Equal(1, page.Calls("Wait", "CANCELLED"));
        Assert.Equal(1, page.Calls("Watch", "CANCELLED"));
    }

    [Fact]
    public async Task A_passed_deadline_is_DEADLINE_EXCEEDED()
    {
        await using var service = await ProbeFixture.StartAsync();
        using var response = await PostAsync(service, $"{ProbeHost.Service}/Wait", "100m");

        var page = await MetricsPage.WhenAsync(service.Http, page => page.Calls() >= 1);

        Assert.Equal(1, page.Calls("Wait", "DEADLINE_EXCEEDED"));
        Assert.Equal(1, page.Sum("rpc_server_call_duration_seconds_count", "error_type=\"DEADLINE_EXCEEDED\""));
    }

    [Fact]
    public async Task Methods_that_do_not_exist_are_one_method()
    {
        await using var service = await ProbeFixture.StartAsync();
        foreach (var path in new[] { $"{ProbeHost.Service}/Nonsense1", "nonsense.Service2/Echo", "nonsense3" })
            (await PostAsync(service, path)).Dispose();

        var page = await MetricsPage.WhenAsync(service.Http, page => page.Calls() >= 3);

        Assert.Equal(3, page.Sum("rpc_server_call_duration_seconds_count", "rpc_method=\"_OTHER\""));
        Assert.Equal(
            2, page.Sum("rpc_server_call_duration_seconds_count", "rpc_response_status_code=\"UNIMPLEMENTED\""));
        Assert.DoesNotContain("nonsense", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Calls_that_are_refused_before_they_reach_the_service_are_counted()
    {
        await using var service = await ProbeFixture.StartAsync(
            "--Hosting:MaxConcurrentCalls=1", "--Hosting:MaxReceiveBytes=2048");
        service.Logs.Expect("ErrorReadingMessage");
        service.Logs.Expect(nameof(HostingLog.TooManyCalls));
        await FailAsync(() => service.Probe.EchoAsync(
            new() { Text = new string('x', 2100) }, cancellationToken: Cancelled));
        using var open = service.Probe.WaitAsync(new(), cancellationToken: Cancelled);
        await service.Control.Entered.Task.WaitAsync(Cancelled);
        await FailAsync(() => service.Probe.ValidateAsync(new(), cancellationToken: Cancelled));

        var page = await MetricsPage.WhenAsync(service.Http, page => page.Calls() >= 2);

        Assert.Equal(1, page.Calls("Echo", "RESOURCE_EXHAUSTED"));
        Assert.Equal(1, page.Calls("Validate", "RESOURCE_EXHAUSTED"));
        service.Control.Release.SetResult();
        await open;
    }

    private static async Task FailAsync(Func<AsyncUnaryCall<ProbeMessage>> call)
    {
        using var failing = call();
        await Assert.ThrowsAsync<RpcException>(async () => await failing);
    }

    /// <summary>Calls what no generated client would.</summary>
    private static async Task<HttpResponseMessage> PostAsync(
        ProbeFixture service, string path, string? timeout = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service.GrpcEndpoint, path))
        {
            Version = new Version(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new("application/grpc") } },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (timeout is not null)
            request.Headers.Add("grpc-timeout", timeout);
        return await http.SendAsync(request, Cancelled);
    }
}
