using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Smoothing.Cli.Tests;

/// <summary>The built command, as a process with a working folder of its own.</summary>
internal sealed partial class Tool : IDisposable
{
    public const int Interrupt = 2, Kill = 9, Terminate = 15;

    private readonly Process _process;
    private readonly Task<string> _error;

    private Tool(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync(Cancelled);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Its standard output, while it runs.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Starts the command.</summary>
    public static Tool Start(string folder, params string[] arguments) => StartWith([], folder, arguments);

    /// <summary>Starts the command with a heap of so many bytes at most: it ends when it needs more.</summary>
    public static Tool StartInHeap(string folder, long bytes, params string[] arguments) =>
        StartWith([$"DOTNET_GCHeapHardLimit={bytes:X}"], folder, arguments);

    private static Tool StartWith(string[] variables, string folder, string[] arguments)
    {
        // Where the tests run in the background, SIGINT is ignored, and processes inherit that.
        string[] command =
        [
            "--default-signal=INT", .. variables, Path.Combine(AppContext.BaseDirectory, "smoothing"), .. arguments,
        ];
        var start = new ProcessStartInfo("/usr/bin/env", command)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Services in containers are set up by environment variables, tests are not.
        var settings = start.Environment.Keys.Where(name => name.Contains("__", StringComparison.Ordinal));
        foreach (var name in settings.ToList())
            start.Environment.Remove(name);
        return new(Process.Start(start)!);
    }

    /// <summary>Runs the command to its end.</summary>
    public static async Task<ToolResult> RunAsync(string folder, params string[] arguments)
    {
        using var tool = Start(folder, arguments);
        return await tool.EndAsync();
    }

    /// <summary>Runs the command to its end with bytes on its standard input.</summary>
    public static async Task<ToolResult> AnswerAsync(string folder, byte[] input, params string[] arguments)
    {
        using var tool = Start(folder, arguments);
        var writing = tool.WriteAsync(input);
        var result = await tool.EndAsync();
        await writing;
        return result;
    }

    /// <summary>Writes to its standard input, and ends it.</summary>
    private async Task WriteAsync(byte[] input)
    {
        await using var stream = Input;
        await stream.WriteAsync(input, Cancelled);
    }

    /// <summary>Its standard input, while it runs.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Sends a signal at once: starting the command `kill` can take seconds on a busy machine.</summary>
    public void Signal(int signal) => Assert.Equal(0, Send(_process.Id, signal));

    /// <summary>Reads the next line of standard output.</summary>
    public async Task<string> LineAsync() => await Output.ReadLineAsync(Cancelled)
        ?? throw new InvalidOperationException($"the command ended: {await _error}");

    /// <summary>Waits for the end; standard output is what was not read before.</summary>
    public async Task<ToolResult> EndAsync()
    {
        var output = await Output.ReadToEndAsync(Cancelled);
        await _process.WaitForExitAsync(Cancelled);
        return new(_process.ExitCode, output, await _error);
    }

    /// <summary>Closes its standard output and writes to its input until it ends.</summary>
    public async Task<(int ExitCode, string Error)> EndUnreadAsync(byte[] input)
    {
        Output.Close();
        try
        {
            while (!_process.HasExited)
                await Input.WriteAsync(input, Cancelled);
        }
        catch (IOException)
        {
            // It has closed its input.
        }

        await _process.WaitForExitAsync(Cancelled);
        return (_process.ExitCode, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
