using System.CommandLine;

namespace Smoothing.Cli;

/// <summary>Tells what is wrong with a command line, all of it at once.</summary>
internal static class UsageErrors
{
    // A word that is no command has an error of its own.
    private const string MissingCommand = "Required command was not provided.";

    /// <summary>Writes the errors; the help where a command is missing.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> WriteAsync(ParseResult parsed, TextWriter writer)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0)
        {
            var help = new InvocationConfiguration { Output = writer, Error = writer };
            string[] path = command is RootCommand ? [] : [command.Name];
            await parsed.RootCommandResult.Command.Parse([.. path, "--help"]).InvokeAsync(help);
            return ExitCode.Usage;
        }

        var unknown = parsed.UnmatchedTokens.Count > 0;
        var messages = parsed.Errors.Select(error => error.Message)
            .Where(message => !unknown || message != MissingCommand).Distinct().ToList();
        foreach (var message in messages)
            await writer.WriteLineAsync(message);
        // The command's own messages name what is allowed.
        if (!messages.TrueForAll(message => message.StartsWith("--", StringComparison.Ordinal)))
            await writer.WriteLineAsync("`smoothing --help`, or --help after a command, tells what it takes.");
        return ExitCode.Usage;
    }
}
