using System.Runtime.InteropServices;

namespace Smoothing.Benchmarks.Measuring;

/// <summary>The machine in words, without its name.</summary>
internal static class Machine
{
    /// <summary>Processor, cores that may be used, system and runtime.</summary>
    public static string Text { get; } =
        $"{Processor()}; {Environment.ProcessorCount} core(s) in use; {RuntimeInformation.OSDescription}, "
        + $"{RuntimeInformation.OSArchitecture}; {RuntimeInformation.FrameworkDescription}.";

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        if (!File.Exists(Information))
            return "unknown processor";
        var lines = File.ReadLines(Information).Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1]);
        return $"{lines["model name"].FirstOrDefault() ?? "unknown processor"} (family "
            + $"{lines["cpu family"].FirstOrDefault()}, model {lines["model"].FirstOrDefault()})";
    }
}
