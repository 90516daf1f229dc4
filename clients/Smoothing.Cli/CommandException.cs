namespace Smoothing.Cli;

/// <summary>A command cannot go on; its message is all that the user sees.</summary>
internal sealed class CommandException(int exitCode, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
