using System.ComponentModel;
using System.Diagnostics;

namespace Smoothing.Cli.Tests;

/// <summary>Programs that only some tests need. Without one a test is skipped with the reason; it fails where
/// SMOOTHING_REQUIRE_TOOLS is 1.</summary>
internal static class RequiredTool
{
    /// <summary>The first of some programs that starts with these arguments and ends with exit code 0.</summary>
    /// <param name="missing">What is missing where none does, and how to get it.</param>
    /// <param name="programs">Names or paths.</param>
    /// <param name="arguments">Arguments that ask for what the test needs.</param>
    public static async Task<string> FindAsync(string missing, string[] programs, params string[] arguments)
    {
        foreach (var program in programs)
            if (await SucceedsAsync(program, arguments))
                return program;
        throw Missing(missing);
    }

    /// <summary>Ends the test where something does not hold.</summary>
    public static void Require(bool holds, string missing)
    {
        if (!holds)
            throw Missing(missing);
    }

    private static InvalidOperationException Missing(string missing)
    {
        if (Environment.GetEnvironmentVariable("SMOOTHING_REQUIRE_TOOLS") == "1")
            Assert.Fail($"{missing}, and SMOOTHING_REQUIRE_TOOLS=1 asks for it.");
        Assert.Skip(missing);
        return new(missing);
    }

    private static async Task<bool> SucceedsAsync(string program, string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var cancelled = TestContext.Current.CancellationToken;
            var error = process.StandardError.ReadToEndAsync(cancelled);
            await process.StandardOutput.ReadToEndAsync(cancelled);
            await error;
            await process.WaitForExitAsync(cancelled);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
