using System.CommandLine;
using Smoothing.Cli.Verifying;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing show`: certificates in words.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "certificates.jsonl of a run, or one certificate in JSON",
        };
        var command = new Command(
            "show",
            "Says in words what certificates claim, under which assumptions, and what they do not show. It checks them "
                + "first, and ends as `verify` does.") { file };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(file), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string file, CancellationToken cancellation)
    {
        var code = ExitCode.Ok;
        await foreach (var entry in CertificateFile.ReadAsync(file, cancellation))
        {
            if (entry.Certificate is null || !entry.Findings.IsEmpty)
                code = entry.Certificate is null && code == ExitCode.Ok ? ExitCode.Usage
                    : entry.Certificate is null ? code : ExitCode.FalseCertificate;
            CertificateWords.Write(file, entry, Console.Out);
        }

        return code;
    }
}
