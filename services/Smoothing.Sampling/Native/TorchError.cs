using System.Text.RegularExpressions;

namespace Smoothing.Sampling.Native;

/// <summary>Errors that libtorch and its glue throw for files and inputs they do not like.</summary>
internal static partial class TorchError
{
    private const int Longest = 300;

    /// <summary>Whether an exception comes from the engine or from what it was given.</summary>
    /// <remarks>The glue has no exception of its own, and lets a model's return value fail its casts.</remarks>
    public static bool Is(Exception exception) => exception is not (OutOfMemoryException or ModelException);

    /// <summary>The line of a message that tells most, without the engine's own call stack.</summary>
    public static string FirstLine(Exception exception)
    {
        const StringSplitOptions words = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var lines = exception.Message.Split('\n', words);
        var line = lines.LastOrDefault(text => Raised().IsMatch(text)) ?? lines.FirstOrDefault() ?? "";
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }

    // "RuntimeError: …", "builtins.ValueError: …": the last line of a TorchScript stack trace.
    [GeneratedRegex(@"\A[A-Za-z_.]*(Error|Exception): ", RegexOptions.CultureInvariant)]
    private static partial Regex Raised();
}
