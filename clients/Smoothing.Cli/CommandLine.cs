using System.CommandLine;
using System.Runtime.InteropServices;
using Smoothing.Cli.Commands;

namespace Smoothing.Cli;

/// <summary>The `smoothing` command.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command. Standard output is data, standard error is for people.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Certifies classifiers against adversarial perturbations by randomized smoothing.")
        {
            DemoCommand.Create(),
            CertifyCommand.Create(),
            ModelCommand.Create(),
            ServeCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("`smoothing --help`, or --help after a command, tells what it takes.");
            return ExitCode.Usage;
        }

        using var interrupt = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, interrupt));
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, interrupt));
        try
        {
            var settings = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(settings, interrupt.Token);
        }
        catch (CommandException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("interrupted");
            return ExitCode.Interrupted;
        }
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource interrupt)
    {
        context.Cancel = true;
        interrupt.Cancel();
    }
}
