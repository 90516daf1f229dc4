using System.Net;
using Grpc.Core;

namespace Smoothing.Hosting.Tests;

public class MetricsPageTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_on_the_HTTP_port_and_not_on_the_gRPC_port()
    {
        await using var service = await ProbeFixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service.GrpcEndpoint, "metrics"))
        {
            Version = new Version(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await service.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(Cancelled));
        Assert.Contains("# TYPE", (await MetricsPage.OfAsync(service.Http)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_runtime_and_a_few_numbers_of_the_server_are_there_and_no_others()
    {
        await using var service = await ProbeFixture.StartAsync();
        await service.Probe.EchoAsync(new(), cancellationToken: Cancelled);

        var page = await MetricsPage.WhenAsync(service.Http, page => page.Calls() >= 1);

        Assert.True(page.Sum("dotnet_process_memory_working_set_bytes") > 1e6);
        Assert.True(page.Sum("dotnet_process_cpu_time_seconds_total") > 0);
        Assert.InRange(page.Sum("kestrel_active_connections"), 1, 2);
        Assert.DoesNotContain(page.Names, name =>
            name.StartsWith("http_server_request", StringComparison.Ordinal)
            || name.StartsWith("kestrel_connection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_service_names_itself_and_the_configuration_can_rename_it()
    {
        await using var service = await ProbeFixture.StartAsync();
        await using var renamed = await ProbeFixture.StartAsync("--OTEL_SERVICE_NAME=other");

        var (page, other) = (await MetricsPage.OfAsync(service.Http), await MetricsPage.OfAsync(renamed.Http));

        Assert.Equal(1, page.Sum("target_info", $"service_name=\"{ProbeHost.Service}\""));
        Assert.Equal(1, other.Sum("target_info", "service_name=\"other\""));
    }

    [Fact]
    public async Task Two_services_of_one_process_show_their_own_calls()
    {
        await using var one = await ProbeFixture.StartAsync();
        await using var other = await ProbeFixture.StartAsync();
        await one.Probe.EchoAsync(new(), cancellationToken: Cancelled);
        for (var i = 0; i < 2; i++)
            await other.Probe.EchoAsync(new(), cancellationToken: Cancelled);

        var page = await MetricsPage.WhenAsync(one.Http, page => page.Calls() >= 1);
        var others = await MetricsPage.WhenAsync(other.Http, page => page.Calls() >= 2);

        Assert.Equal((1, 2), (page.Calls(), others.Calls()));
    }

    [Fact]
    public async Task Asking_for_the_page_is_no_call()
    {
        await using var service = await ProbeFixture.StartAsync();
        for (var i = 0; i < 3; i++)
            await MetricsPage.OfAsync(service.Http);

        Assert.Equal(0, (await MetricsPage.OfAsync(service.Http)).Calls());
    }
}
