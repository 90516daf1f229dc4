using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Smoothing.Sampling.Probing;

/// <summary>The parent's part of a probe: a process of its own, so that a file that ends it harms nobody.</summary>
/// <param name="program">The sampler's own program, which serves as the probe.</param>
/// <param name="limit">Longest time that a probe may take.</param>
internal sealed class ProbeProcess(string program, TimeSpan limit)
{
    // Models may print; more than this is not kept in memory.
    private const int OutputLimit = 4 << 20, ErrorCharacters = 4000;

    /// <summary>Asks what a model takes and answers.</summary>
    /// <exception cref="ModelException">The file cannot be loaded, or the probe ended or hung.</exception>
    public async Task<ProbeAnswer> AskAsync(ProbeRequest request, CancellationToken cancellation)
    {
        using var process = Start();
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(limit);
        try
        {
            var errors = LastWordsAsync(process.StandardError, timer.Token);
            await SendAsync(process, request);
            var output = await ReadAsync(process.StandardOutput, request, timer.Token);
            var lastWords = await errors;
            await process.WaitForExitAsync(timer.Token);
            return Read(request, process.ExitCode, output, lastWords);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ModelException("probe", $"{Name(request)} did not load and answer within {limit.TotalSeconds} s");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task SendAsync(Process process, ProbeRequest request)
    {
        try
        {
            await process.StandardInput.WriteAsync(JsonSerializer.Serialize(request, ProbeJson.Default.ProbeRequest));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read; its exit code tells.
        }
    }

    private static async Task<string> ReadAsync(
        StreamReader output, ProbeRequest request, CancellationToken cancellation)
    {
        var buffer = new char[OutputLimit];
        var length = 0;
        while (await output.ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
        {
            length += read;
            if (length == buffer.Length)
                throw new ModelException("probe", $"{Name(request)} prints more than {OutputLimit} characters");
        }

        return new(buffer, 0, length);
    }

    /// <summary>The end of what the process says on standard error, which tells why it died.</summary>
    private static async Task<string> LastWordsAsync(StreamReader errors, CancellationToken cancellation)
    {
        var (buffer, kept) = (new char[ErrorCharacters], "");
        while (await errors.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            kept += new string(buffer, 0, read);
            kept = kept.Length <= ErrorCharacters ? kept : kept[^ErrorCharacters..];
        }

        return kept.Trim();
    }

    private static ProbeAnswer Read(ProbeRequest request, int exitCode, string output, string lastWords)
    {
        if (exitCode != 0)
        {
            throw new ModelException(
                "process", $"{Name(request)} ends the process that loads or runs it (exit code {exitCode})")
            {
                Detail = lastWords.Length == 0 ? null : lastWords,
            };
        }

        var line = output.Split('\n').LastOrDefault(text => text.StartsWith(request.Mark, StringComparison.Ordinal))
            ?? throw new ModelException("probe", "the probe gave no answer");
        try
        {
            return JsonSerializer.Deserialize(line[request.Mark.Length..], ProbeJson.Default.ProbeAnswer)
                ?? throw new ModelException("probe", "the probe gave no answer");
        }
        catch (JsonException exception)
        {
            throw new ModelException("probe", "the probe gave no answer that can be read", exception);
        }
    }

    // Messages go to clients, which have no business with the folder.
    private static string Name(ProbeRequest request) => Path.GetFileName(request.File);

    private Process Start()
    {
        var info = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The library under the very runtime that this process uses, wherever that is installed; a self-contained
        // program brings its own.
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", "dotnet"));
        if (File.Exists(host) && File.Exists(program + ".dll"))
        {
            info.FileName = host;
            info.ArgumentList.Add(program + ".dll");
        }
        else
        {
            info.FileName = program;
        }

        info.ArgumentList.Add(Probe.Argument);
        // A crash is an expected answer here: no core file of half a gigabyte for it.
        info.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        try
        {
            return Process.Start(info) ?? throw new ModelException("probe", "the probe did not start");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ModelException(
                "probe", $"the probe did not start (error {exception.NativeErrorCode} of the system)", exception)
            {
                Detail = exception.Message,
            };
        }
    }
}
