using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Smoothing.Cli.Verifying;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing verify`: checks certificates from the counts in them, with nothing but the file.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "certificates.jsonl of a run, or one certificate in JSON",
        };
        var json = new Option<bool>("--json")
        {
            Description = "a JSON object for each certificate, with line, valid and findings; or with line and error "
                + "for what is no certificate",
        };
        var command = new Command(
            "verify",
            "Checks certificates by evaluating every inequality from the counts in them. It needs no model, no service "
                + "and no network. It ends with 0 when all hold, with 6 when one does not, and with 2 when one cannot "
                + "be read.") { file, json };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string file, bool json, CancellationToken cancellation)
    {
        var (valid, wrong, unreadable) = (0L, 0L, 0L);
        await foreach (var entry in CertificateFile.ReadAsync(file, cancellation))
        {
            if (entry.Certificate is null)
                unreadable++;
            else if (entry.Findings.IsEmpty)
                valid++;
            else
                wrong++;
            if (json)
                Console.Out.WriteLine(Json(entry));
            else
                Tell(file, entry);
        }

        if (!json)
        {
            Console.Out.WriteLine(FormattableString.Invariant(
                $"{file}: {valid} valid, {wrong} not valid, {unreadable} not readable"));
        }

        return wrong > 0 ? ExitCode.FalseCertificate : unreadable > 0 ? ExitCode.Usage : ExitCode.Ok;
    }

    private static void Tell(string file, CertificateEntry entry)
    {
        foreach (var (field, description) in entry.Findings.Items)
        {
            var what = field.Length == 0 ? description : $"{field}: {description}";
            Console.Out.WriteLine(FormattableString.Invariant($"{file}:{entry.Line}: {what}"));
        }
    }

    private static string Json(CertificateEntry entry)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteNumber("line", entry.Line);
            if (entry.Certificate is not null)
                json.WriteBoolean("valid", entry.Findings.IsEmpty);
            json.WriteStartArray(entry.Certificate is null ? "error" : "findings");
            foreach (var (field, description) in entry.Findings.Items)
            {
                json.WriteStartObject();
                json.WriteString("field", field);
                json.WriteString("description", description);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
