using System.Text.RegularExpressions;

namespace Smoothing.Sampling.Native;

/// <summary>Errors that libtorch and its glue throw for files and inputs they do not like.</summary>
internal static partial class TorchError
{
    private const int Longest = 300, LongestDetail = 4000;

    /// <summary>Whether an exception comes from the engine or from what it was given.</summary>
    /// <remarks>The glue has no exception of its own, and lets a model's return value fail its casts.</remarks>
    public static bool Is(Exception exception) => exception is not (OutOfMemoryException or ModelException);

    /// <summary>Whether there was no memory left, of the processor or of a device.</summary>
    /// <remarks>No exception type of libtorch for this reaches .NET, but its allocators have these texts.</remarks>
    public static bool IsMemory(Exception exception) => exception is OutOfMemoryException
        || (exception is not ModelException && NoMemory().IsMatch(exception.Message));

    /// <summary>The refusal for an error of the engine.</summary>
    /// <param name="check">The check that failed, unless there was no memory left.</param>
    /// <param name="what">What failed.</param>
    /// <param name="exception">The error.</param>
    public static ModelException Refusal(string check, string what, Exception exception) => new(
        IsMemory(exception) ? ModelException.Memory : check, $"{what}: {FirstLine(exception)}", exception)
    {
        Detail = DetailOf(exception),
    };

    /// <summary>The line of a message that tells most, without the engine's call stack and without folders.</summary>
    public static string FirstLine(Exception exception)
    {
        const StringSplitOptions words = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var lines = exception.Message.Split('\n', words);
        var line = lines.LastOrDefault(text => Raised().IsMatch(text)) ?? lines.FirstOrDefault() ?? "";
        line = Folders().Replace(line, "");
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }

    // The trace of a model's own code helps whoever wrote it; libtorch's call stack helps nobody here.
    private static string? DetailOf(Exception exception)
    {
        var lines = exception.Message.Trim().Split('\n').Where(line => !CallStack().IsMatch(line)).ToList();
        return lines.Count > 1 ? Shortened(string.Join('\n', lines)) : null;
    }

    private static string Shortened(string message) =>
        message.Length <= LongestDetail ? message : message[..LongestDetail] + "…";

    // "RuntimeError: …", "builtins.ValueError: …": the last line of a TorchScript stack trace.
    [GeneratedRegex(@"\A[A-Za-z_.]*(Error|Exception): ", RegexOptions.CultureInvariant)]
    private static partial Regex Raised();

    // "Exception raised from … (most recent call first):", and "frame #0: …" in the lines below.
    [GeneratedRegex(@"\A(Exception raised from |frame #[0-9]+: )", RegexOptions.CultureInvariant)]
    private static partial Regex CallStack();

    // c10's allocators of the processor and of CUDA, std::bad_alloc, and the operating system's text.
    [GeneratedRegex(
        "not enough memory|out of memory|bad[ _]alloc|cannot allocate memory|can't allocate memory",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NoMemory();

    // Messages reach clients, which have no business with the folders of this machine.
    [GeneratedRegex(@"(?<![\w/:.])/([^\s/'"":]+/)+", RegexOptions.CultureInvariant)]
    private static partial Regex Folders();
}
