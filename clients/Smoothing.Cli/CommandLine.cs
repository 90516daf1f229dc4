using System.CommandLine;
using System.Runtime.InteropServices;
using Smoothing.Cli.Asking;
using Smoothing.Cli.Commands;

namespace Smoothing.Cli;

/// <summary>The `smoothing` command.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command. Standard output is data, standard error is for people.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
            return await UsageErrors.WriteAsync(parsed, Console.Error);
        using var interrupt = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, interrupt));
        using var onTerminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM, context => Stop(context, interrupt));
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
            await Console.Error.WriteLineAsync("interrupted before the first input");
            return ExitCode.Interrupted;
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync($"the results cannot be written: {exception.Message}");
            return ExitCode.Unreachable;
        }
#pragma warning disable CA1031 // What nobody foresaw is told in one line as well.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync(
                $"this program failed ({exception.GetType().Name}): {exception.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Fault;
        }
    }

    private static RootCommand Root() => new(
        "Certifies classifiers against adversarial perturbations by randomized smoothing. Begin with `smoothing demo`. "
            + "Exit codes: 0 done, 1 a service cannot be reached or started, 2 wrong usage, 3 the model was refused, "
            + "4 some inputs failed, 6 a certificate does not hold, 7 counts cannot be replayed, 70 a fault of this "
            + "program, 130 interrupted.")
    {
        DemoCommand.Create(),
        CertifyCommand.Create(),
        ImportCommand.Create(),
        ModelCommand.Create(),
        PlotCommand.Create(),
        TrainCommand.Create(),
        QuestionCommand.Create(new BoundsQuestion()),
        QuestionCommand.Create(new PredictQuestion()),
        QuestionCommand.Create(new RadiiQuestion()),
        QuestionCommand.Create(new CompareQuestion()),
        QuestionCommand.Create(new JointQuestion()),
        QuestionCommand.Create(new TradeOffQuestion()),
        QuestionCommand.Create(new RecommendQuestion()),
        VerifyCommand.Create(),
        ShowCommand.Create(),
        ReplayCommand.Create(),
        ServeCommand.Create(),
    };

    // A second signal ends the process at once.
    private static void Stop(PosixSignalContext context, CancellationTokenSource interrupt)
    {
        context.Cancel = !interrupt.IsCancellationRequested;
        interrupt.Cancel();
    }
}
