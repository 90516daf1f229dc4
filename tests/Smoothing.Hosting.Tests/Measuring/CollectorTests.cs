using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Smoothing.Hosting.Tests;

public class CollectorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_is_sent_the_metrics_at_the_latest_when_the_service_ends()
    {
        var received = new MemoryStream();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            Assert.Equal("/v1/metrics", context.Request.Path);
            await context.Request.Body.CopyToAsync(received);
        });
        await collector.StartAsync(Cancelled);

        await using (var service = await ProbeFixture.StartAsync(
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Urls.Single()}",
            "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"))
            await service.Probe.EchoAsync(new(), cancellationToken: Cancelled);

        var text = Encoding.Latin1.GetString(received.ToArray());
        Assert.Contains("rpc.server.call.duration", text, StringComparison.Ordinal);
        Assert.Contains($"{ProbeHost.Service}/Echo", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "nonsense")]
    public async Task A_wrong_endpoint_is_refused_by_name_and_value(string name, string value)
    {
        await using var error = new StringWriter();

        var exit = await ServiceRunner.RunAsync(
            () => ProbeHost.Build([$"--{name}={value}"], new EmbeddedHost()), error, Cancelled);

        Assert.Equal(1, exit);
        Assert.Equal(
            $"The service cannot start: {name} is '{value}': it must be a URL such as http://localhost:4317.\n",
            error.ToString());
    }
}
