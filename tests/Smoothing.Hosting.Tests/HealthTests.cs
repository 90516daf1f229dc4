using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Smoothing.Hosting.Tests;

public class HealthTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(ProbeHost.Service)]
    public async Task Readiness_follows_the_services_own_check(string name)
    {
        await using var service = await ProbeFixture.StartAsync();
        var request = new HealthCheckRequest { Service = name };

        Assert.Equal(ServingStatus.Serving, await CheckAsync(service, request));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, "/health/ready"));

        service.Control.IsReady = false;

        Assert.Equal(ServingStatus.NotServing, await CheckAsync(service, request));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await GetAsync(service, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, "/health/live"));

        service.Control.IsReady = true;

        Assert.Equal(ServingStatus.Serving, await CheckAsync(service, request));
    }

    [Fact]
    public async Task What_only_a_restart_mends_is_told_by_the_live_page()
    {
        await using var service = await ProbeFixture.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, "/health/live"));
        service.Life.IsAlive = false;

        using var page = await service.Http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Equal(
            """{"status":"Unhealthy","checks":{"life":{"status":"Unhealthy","description":"it hangs"}}}""",
            await page.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, "/health/ready"));
    }

    [Fact]
    public async Task A_watcher_sees_the_change_and_the_journal_tells_it_once()
    {
        await using var service = await ProbeFixture.StartAsync();
        using var watch = service.Health.Watch(
            new HealthCheckRequest { Service = ProbeHost.Service }, cancellationToken: Cancelled);
        Assert.True(await watch.ResponseStream.MoveNext(Cancelled));
        Assert.Equal(ServingStatus.Serving, watch.ResponseStream.Current.Status);

        service.Control.IsReady = false;
        do
            Assert.True(await watch.ResponseStream.MoveNext(Cancelled));
        while (watch.ResponseStream.Current.Status != ServingStatus.NotServing);
        service.Control.IsReady = true;
        do
            Assert.True(await watch.ResponseStream.MoveNext(Cancelled));
        while (watch.ResponseStream.Current.Status != ServingStatus.Serving);

        var log = Assert.Single(service.Logs.Entries, entry => entry.Event == nameof(HostingLog.NotReady));
        Assert.Equal("Not ready: probe: the probe says so.", log.Message);
    }

    [Fact]
    public async Task An_unknown_service_is_NOT_FOUND()
    {
        await using var service = await ProbeFixture.StartAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() =>
            CheckAsync(service, new HealthCheckRequest { Service = "smoothing.v1.Nonsense" }));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task The_ready_page_names_the_failing_check()
    {
        await using var service = await ProbeFixture.StartAsync();
        service.Control.IsReady = false;

        using var response = await service.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled);

        Assert.Contains(
            """"probe":{"status":"Unhealthy","description":"the probe says so"}"""",
            await response.Content.ReadAsStringAsync(Cancelled),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reflection_lists_the_services()
    {
        await using var service = await ProbeFixture.StartAsync();
        using var call = new ServerReflection.ServerReflectionClient(service.Channel)
            .ServerReflectionInfo(cancellationToken: Cancelled);

        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" }, Cancelled);
        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        await call.RequestStream.CompleteAsync();

        var names = call.ResponseStream.Current.ListServicesResponse.Service.Select(known => known.Name).ToList();
        Assert.Contains(ProbeHost.Service, names);
        Assert.Contains("grpc.health.v1.Health", names);
    }

    private static async Task<ServingStatus> CheckAsync(ProbeFixture service, HealthCheckRequest request) =>
        (await service.Health.CheckAsync(request, cancellationToken: Cancelled)).Status;

    private static async Task<HttpStatusCode> GetAsync(ProbeFixture service, string path)
    {
        using var response = await service.Http.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
        return response.StatusCode;
    }
}
