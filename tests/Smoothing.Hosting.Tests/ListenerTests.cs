using System.Net;
using Grpc.Core;
using Grpc.Net.Client;

namespace Smoothing.Hosting.Tests;

public class ListenerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Embedded_it_listens_on_two_free_ports_of_loopback()
    {
        await using var one = await ProbeFixture.StartAsync();
        await using var other = await ProbeFixture.StartAsync();

        var endpoints = new[] { one.GrpcEndpoint, one.HttpEndpoint, other.GrpcEndpoint, other.HttpEndpoint };

        Assert.All(endpoints, endpoint => Assert.Equal("127.0.0.1", endpoint.Host));
        Assert.Equal(4, endpoints.Select(endpoint => endpoint.Port).Distinct().Count());
        Assert.DoesNotContain(0, endpoints.Select(endpoint => endpoint.Port));
    }

    [Fact]
    public async Task Every_address_is_reached_by_loopback()
    {
        await using var service = await ProbeFixture.StartAsync("--Hosting:Address=*");

        Assert.Equal("127.0.0.1", service.GrpcEndpoint.Host);
        await service.Probe.EchoAsync(new ProbeMessage(), cancellationToken: Cancelled);
    }

    [Fact]
    public async Task The_gRPC_port_speaks_no_HTTP_1()
    {
        await using var service = await ProbeFixture.StartAsync();

        using var response = await service.Http.GetAsync(new Uri(service.GrpcEndpoint, "health/live"), Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_HTTP_port_speaks_no_gRPC()
    {
        await using var service = await ProbeFixture.StartAsync();
        using var channel = GrpcChannel.ForAddress(service.HttpEndpoint);

        await Assert.ThrowsAsync<RpcException>(async () => await new Probe.ProbeClient(channel).EchoAsync(
            new ProbeMessage(), cancellationToken: Cancelled));
    }

    [Fact]
    public async Task Settings_of_container_images_for_other_ports_are_ignored_without_a_warning()
    {
        await using var service = await ProbeFixture.StartAsync("--http_ports=1", "--urls=http://localhost:1");

        await service.Probe.EchoAsync(new ProbeMessage(), cancellationToken: Cancelled);
    }

    [Fact]
    public async Task The_ports_are_unknown_before_the_start()
    {
        await using var app = ProbeHost.Build([], new EmbeddedHost());

        Assert.Throws<InvalidOperationException>(() => app.GrpcEndpoint());
    }
}
