using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Smoothing.Cli.Tests;

/// <summary>`smoothing serve`, and runs that use it.</summary>
public sealed class ServeTests : IDisposable
{
    private const string Unknown = "there is no such option; settings of the service begin with";

    private readonly Workplace _place = Workplace.WithLinear();

    public ServeTests() => _place.AddModel("linear_3", folder: "m");

    [Fact]
    public async Task A_run_over_two_services_has_the_rows_of_a_run_in_one_process()
    {
        using var sampler = await RunningService.SamplerAsync(_place);
        using var certifier = await RunningService.CertifierAsync(_place);

        var remote = await _place.CertifyAsync(
            "models/linear_3", "--sampler", sampler.Address, "--certifier", certifier.Address, "--n", "1000", "--seed",
            "5");
        var local = await _place.CertifyAsync("linear_3.pt", "--n", "1000", "--seed", "5");

        Assert.Equal(0, remote.ExitCode);
        Assert.Equal(local.Rows, remote.Rows);
    }

    [Fact]
    public async Task Serve_all_runs_both_on_ports_of_their_own()
    {
        var (sampler, certifier, http, otherHttp) =
            (Workplace.FreePort(), Workplace.FreePort(), Workplace.FreePort(), Workplace.FreePort());
        using var services = Tool.Start(
            _place.Folder, "serve", "all", "--models", "m", "--sampler-port", $"{sampler}", "--certifier-port",
            $"{certifier}", "--sampler-http-port", $"{http}", "--certifier-http-port", $"{otherHttp}",
            "--Hosting:Address", "localhost");
        await RunningService.ReadyAsync(http);
        await RunningService.ReadyAsync(otherHttp);

        var run = await _place.CertifyAsync(
            "models/linear_3", "--sampler", $"http://127.0.0.1:{sampler}", "--certifier",
            $"http://127.0.0.1:{certifier}", "--n", "64");
        services.Signal(Tool.Terminate);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(0, (await services.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData(Tool.Terminate)]
    [InlineData(Tool.Interrupt)]
    public async Task A_signal_ends_a_service_soon_with_exit_code_0(int signal)
    {
        using var sampler = await RunningService.SamplerAsync(_place);
        var clock = Stopwatch.StartNew();

        var end = await sampler.EndAsync(signal);

        Assert.Equal(0, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(25));
    }

    [Theory]
    [InlineData("certifier", "The certifier", "--port")]
    [InlineData("all", "The certifier", "--certifier-port")]
    public async Task A_port_in_use_is_one_line_at_the_end_and_exit_code_1(string service, string name, string option)
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        var port = $"{((IPEndPoint)listener.LocalEndpoint).Port}";
        string[] others = service == "all"
            ? ["--models", "m", "--sampler-port", "0", "--sampler-http-port", "0", "--certifier-http-port", "0"]
            : ["--http-port", "0"];

        var run = await _place.RunAsync(["serve", service, option, port, .. others]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"{name} cannot start: {option} is {port}, and another process listens on that port. Stop it, or choose "
                + $"another with {option} (0 takes a free one).",
            run.ErrorLines[^1]);
        Assert.Single(run.ErrorLines, line => !line.StartsWith('{'));
    }

    [Fact]
    public async Task What_is_no_setting_of_a_service_is_refused()
    {
        var all = await _place.RunAsync(
            "serve", "all", "--models", "m", "--prot", "5", "--Hosting:GrpcPort", "7", "--Hosting:Address");
        all.RequireOnly(
            2,
            $"--prot: {Unknown} --Hosting: or --Sampler: or --Logging:",
            "--Hosting:GrpcPort: both services would take it; use --sampler-port and --certifier-port",
            "--Hosting:Address: it has no value");
        (await _place.RunAsync("serve", "certifier", "--Sampler:Workers=2", "--port", "65536")).RequireOnly(
            2,
            "--port: 65536 is not a whole number in [0, 65535]",
            $"--Sampler:Workers=2: {Unknown} --Hosting: or --Logging:");
    }

    [Fact]
    public async Task A_setting_out_of_range_is_named() =>
        (await _place.RunAsync(
            "serve", "sampler", "--models", "m", "--port", "0", "--http-port", "0", "--Sampler:Workers=-1"))
            .RequireLine(1, "The sampler cannot start", "Sampler:Workers is -1", "[0, 1024]");

    [Fact]
    public async Task A_missing_folder_of_models_is_named() =>
        (await _place.RunAsync("serve", "sampler", "--models", "none", "--port", "0", "--http-port", "0"))
            .RequireLine(1, "The sampler cannot start", _place["none"]);

    [Theory]
    [InlineData("sampler", "models/linear_3")]
    [InlineData("certifier", "linear_3.pt")]
    public async Task A_service_that_is_not_there_is_told_with_its_address_within_seconds(string service, string model)
    {
        var clock = Stopwatch.StartNew();

        var run = await _place.CertifyAsync(model, $"--{service}", "http://127.0.0.1:1");

        run.RequireOnly(
            1, $"--{service}: the {service} at http://127.0.0.1:1/ does not answer: Connection refused");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_service_that_accepts_and_never_answers_is_given_up_within_seconds()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}";
        var clock = Stopwatch.StartNew();

        var run = await _place.CertifyAsync("models/linear_3", "--sampler", address);

        run.RequireOnly(1, $"--sampler: the sampler at {address}/ does not answer: no answer in time");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_model_that_the_sampler_does_not_have_is_wrong_usage_and_tells_which_it_has()
    {
        using var sampler = await RunningService.SamplerAsync(_place);

        (await _place.CertifyAsync("models/other", "--sampler", sampler.Address))
            .RequireLine(2, "--model:", "models/other", "there is models/linear_3");
    }

    [Fact]
    public async Task One_service_at_the_address_of_the_other_is_told()
    {
        using var certifier = await RunningService.CertifierAsync(_place);

        (await _place.CertifyAsync("models/linear_3", "--sampler", certifier.Address))
            .RequireOnly(1, $"--sampler: what answers at {certifier.Address}/ is no sampler");
    }

    public void Dispose() => _place.Dispose();
}
