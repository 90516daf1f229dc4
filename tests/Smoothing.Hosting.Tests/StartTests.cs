using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Smoothing.Hosting.Tests;

public class StartTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--Hosting:GrpcPort=70000", "Hosting:GrpcPort is 70000: it must be a whole number in [0, 65535].")]
    [InlineData("--Hosting:GrpcPort=abc", "Hosting:GrpcPort is 'abc': it must be a whole number in [0, 65535].")]
    [InlineData("--Hosting:HttpPort=-1", "Hosting:HttpPort is -1: it must be a whole number in [0, 65535].")]
    [InlineData("--Hosting:GrpcPort=8099", "Hosting:HttpPort is 8099, as GrpcPort: the two must differ.")]
    [InlineData("--Hosting:Address=example", "Hosting:Address is 'example': it must be an IP address, localhost or *.")]
    [InlineData("--Hosting:ShutdownSeconds=0", "Hosting:ShutdownSeconds is 0: it must be a whole number in [1, 300].")]
    [InlineData("--Hosting:MaxReceiveBytes=1", "is 1: it must be a whole number in [1024, 268435456].")]
    [InlineData("--Hosting:MinimumLogLevel=Loud", "is 'Loud': it must be one of Trace, Debug, Information, Warning")]
    [InlineData("--Hosting:GrpcPrt=1", "Hosting:GrpcPrt is not an option; there are Address, GrpcPort, HttpPort,")]
    public async Task A_wrong_option_is_refused_by_name_value_and_range(string argument, string words)
    {
        var (exit, line) = await RunAsync(argument);

        Assert.Equal(1, exit);
        Assert.Contains(words, line, StringComparison.Ordinal);
        AssertOneLine(line);
    }

    [Fact]
    public async Task All_wrong_options_are_named_at_once()
    {
        var (_, line) = await RunAsync(
            "--Hosting:GrpcPort=70000", "--Hosting:KeepAliveSeconds=0", "--Hosting:MaxConcurrentCalls=x",
            "--Hosting:Addres=*", "--Hosting:MaxReceiveBytes=2048", "--Probe:Size=7");

        Assert.Contains("GrpcPort is 70000", line, StringComparison.Ordinal);
        Assert.Contains("KeepAliveSeconds is 0", line, StringComparison.Ordinal);
        Assert.Contains("MaxConcurrentCalls is 'x'", line, StringComparison.Ordinal);
        Assert.Contains("Hosting:Addres is not an option", line, StringComparison.Ordinal);
        Assert.Contains("Probe:Size is 7: it must be a whole number in [0, 6].", line, StringComparison.Ordinal);
        Assert.DoesNotContain("MaxReceiveBytes is", line, StringComparison.Ordinal);
        AssertOneLine(line);
    }

    [Theory]
    [InlineData("GrpcPort", "127.0.0.1")]
    [InlineData("HttpPort", "127.0.0.1")]
    [InlineData("GrpcPort", "*")]
    public async Task A_port_in_use_is_one_line_that_names_the_option(string option, string address)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var logs = new CollectedLogs();

        var (exit, line) = await RunAsync(
            logs, $"--Hosting:Address={address}", $"--Hosting:{option}={port}");

        Assert.Equal(1, exit);
        Assert.Equal(
            $"The service cannot start: Hosting:{option} is {port}, and another process listens on that port. Stop it, "
            + $"or choose another with --Hosting:{option} or Hosting__{option} (0 takes a free one).\n",
            line);
        logs.AssertNothingUnexpected();
    }

    [Fact]
    public async Task An_address_of_another_machine_is_one_line()
    {
        var (exit, line) = await RunAsync("--Hosting:Address=192.0.2.1");

        Assert.Equal(1, exit);
        Assert.Contains(
            "Hosting:Address is '192.0.2.1', which is no address of this machine", line, StringComparison.Ordinal);
        AssertOneLine(line);
    }

    [Fact]
    public void A_privileged_port_is_named_with_what_to_do()
    {
        var words = PortProbe.Words(
            new SocketException((int)SocketError.AccessDenied), nameof(HostingOptions.GrpcPort), new(), 80);

        Assert.Equal(
            "Hosting:GrpcPort is 80, and this user may not listen there. Ports below 1024 are privileged: choose "
            + "another with --Hosting:GrpcPort or Hosting__GrpcPort (0 takes a free one).",
            words);
    }

    [Fact]
    public async Task A_cancelled_run_is_an_orderly_stop()
    {
        using var stop = new CancellationTokenSource();
        using var error = new StringWriter();
        var app = ProbeHost.Build([], new EmbeddedHost());
        app.Lifetime.ApplicationStarted.Register(stop.Cancel);

        var exit = await ServiceRunner.RunAsync(() => app, error, stop.Token);

        Assert.Equal(0, exit);
        Assert.Empty(error.ToString());
    }

    private static Task<(int Exit, string Line)> RunAsync(params string[] args) => RunAsync(new CollectedLogs(), args);

    // Embedded, the ports are free ones unless the test names them.
    private static async Task<(int Exit, string Line)> RunAsync(CollectedLogs logs, params string[] args)
    {
        await using var error = new StringWriter();
        var all = args.Contains("--Hosting:GrpcPort=8099") ? [.. args, "--Hosting:HttpPort=8099"] : args;
        var exit = await ServiceRunner.RunAsync(
            () => ProbeHost.Build(all, new EmbeddedHost { Logs = logs }), error, Cancelled);
        return (exit, error.ToString());
    }

    private static void AssertOneLine(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Count(unit => unit == '\n'));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }
}
