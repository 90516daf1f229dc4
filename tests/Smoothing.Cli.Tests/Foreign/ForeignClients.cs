using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Smoothing.Cli.Tests.Foreign;

/// <summary>The clients in other languages, as processes, and real services for them.</summary>
public sealed class ForeignClients : IAsyncLifetime
{
    private const string NoPython =
        "no python3 has grpc and google.protobuf (apt-get install python3-grpcio python3-protobuf)";

    private const string NoCompiler =
        "protoc or grpc_python_plugin is missing (apt-get install protobuf-compiler protobuf-compiler-grpc)";

    private const string NoNode = "node is missing (install Node.js 20 or newer)";

    private static readonly string Clients = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "..", "clients"));

    private readonly ConcurrentDictionary<ForeignLanguage, string> _programs = [];
    private readonly ConcurrentDictionary<string, ToolResult> _own = [];
    private Tool? _services;

    /// <summary>Where the clients run: with the images, and the models in "m".</summary>
    internal Workplace Place { get; } = Workplace.WithLinear();

    /// <summary>Address of a sampler.</summary>
    internal string Sampler { get; private set; } = "";

    /// <summary>Address of a certifier.</summary>
    internal string Certifier { get; private set; } = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Stubs => Place["stubs"];

    /// <summary>Runs a client with these arguments and both addresses; later options win.</summary>
    internal Task<ToolResult> RunAsync(ForeignLanguage language, params string[] arguments) => RunAsync(
        language,
        "certify",
        [
            "--model", "models/linear_3", "--image", Workplace.Data, "--sampler", Sampler, "--certifier", Certifier,
            .. arguments,
        ]);

    /// <summary>Asks for radii.</summary>
    internal Task<ToolResult> RadiiAsync(ForeignLanguage language, params string[] arguments) =>
        RunAsync(language, "radii", ["--certifier", Certifier, .. arguments]);

    /// <summary>What `smoothing certify` says to these arguments; run once.</summary>
    internal async Task<ToolResult> OwnAsync(params string[] arguments)
    {
        var key = string.Join(' ', arguments);
        if (!_own.TryGetValue(key, out var result))
            _own[key] = result = await Place.CertifyAsync("m/linear_3.pt", arguments);
        return result;
    }

    public async ValueTask InitializeAsync()
    {
        Place.AddModel("linear_3", folder: "m");
        var ports = Enumerable.Range(0, 4).Select(_ => Workplace.FreePort()).ToArray();
        _services = Tool.Start(
            Place.Folder, "serve", "all", "--models", "m", "--sampler-port", $"{ports[0]}", "--certifier-port",
            $"{ports[1]}", "--sampler-http-port", $"{ports[2]}", "--certifier-http-port", $"{ports[3]}");
        (Sampler, Certifier) = ($"http://127.0.0.1:{ports[0]}", $"127.0.0.1:{ports[1]}");
        await RunningService.ReadyAsync(ports[2]);
        await RunningService.ReadyAsync(ports[3]);
    }

    public ValueTask DisposeAsync()
    {
        _services?.Dispose();
        Place.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ToolResult> RunAsync(ForeignLanguage language, string script, string[] arguments)
    {
        if (!_programs.TryGetValue(language, out var program))
            _programs[language] = program = await PrepareAsync(language);
        var file = language == ForeignLanguage.Python ? $"python/{script}.py" : $"node/{script}.js";
        return await RunAsync(program, [Path.Combine(Clients, file), .. arguments]);
    }

    private async Task<string> PrepareAsync(ForeignLanguage language)
    {
        if (language == ForeignLanguage.Node)
        {
            RequiredTool.Require(
                Directory.Exists(Path.Combine(Clients, "node", "node_modules")),
                "the packages of clients/node are missing (run npm ci there)");
            return await RequiredTool.FindAsync(NoNode, ["node"], "--version");
        }

        // A python3 of the user may come first on PATH and lack the packages that the system's has.
        var python = await RequiredTool.FindAsync(
            NoPython, ["python3", "/usr/bin/python3"], "-c", "import grpc, google.protobuf");
        await RequiredTool.FindAsync(NoCompiler, ["protoc"], "--version");
        await RequiredTool.FindAsync(NoCompiler, ["sh"], "-c", "command -v grpc_python_plugin");
        var made = await RunAsync(Path.Combine(Clients, "python", "generate.sh"), [Stubs]);
        Assert.True(made.ExitCode == 0, made.Error);
        return python;
    }

    private async Task<ToolResult> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Place.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONPATH"] = Stubs;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        // A proxy of the machine is not for this machine.
        start.Environment["no_grpc_proxy"] = "127.0.0.1,localhost";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Cancelled);
        var output = await process.StandardOutput.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        return new(process.ExitCode, output, await error);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
