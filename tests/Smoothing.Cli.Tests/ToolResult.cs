namespace Smoothing.Cli.Tests;

/// <summary>What a command left.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>Lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Lines of standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Rows of the table without the time, which no two runs share.</summary>
    public string[] Rows => Timeless(Lines);

    /// <summary>A table without its last column.</summary>
    public static string[] Timeless(IEnumerable<string> lines) =>
        [.. lines.Select(line => line[..line.LastIndexOf('\t')])];

    /// <summary>Fails unless the command ended with a code, saying exactly this.</summary>
    public void RequireOnly(int exitCode, params string[] errors)
    {
        Assert.Equal(errors, ErrorLines);
        Assert.Equal(exitCode, ExitCode);
        Assert.Empty(Output);
    }

    /// <summary>Fails unless the command ended with a code, and the one line that it said holds these words.</summary>
    public void RequireLine(int exitCode, params string[] words)
    {
        var line = Assert.Single(ErrorLines);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.Equal(exitCode, ExitCode);
        Assert.Empty(Output);
    }
}
