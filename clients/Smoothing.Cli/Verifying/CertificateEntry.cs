using System.Text.Json;
using System.Text.Unicode;
using Smoothing.Certifier;
using Smoothing.Client;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Verifying;

/// <summary>A certificate of a file, with what is wrong with it.</summary>
internal sealed class CertificateEntry
{
    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };

    private CertificateEntry(long line, Wire.Certificate? certificate, Violations findings) =>
        (Line, Certificate, Findings) = (line, certificate, findings);

    /// <summary>Line on which it begins, from 1.</summary>
    public long Line { get; }

    /// <summary>The certificate; null where it cannot be read.</summary>
    public Wire.Certificate? Certificate { get; }

    /// <summary>Why it cannot be read; or else all that does not hold.</summary>
    public Violations Findings { get; }

    /// <summary>Reads and checks a certificate, or a row of a run with its certificate.</summary>
    /// <param name="line">Line on which it begins, from 1.</param>
    /// <param name="json">Its JSON; null for a line that is too long.</param>
    public static CertificateEntry Of(long line, byte[]? json)
    {
        var findings = new Violations();
        if (json is null)
        {
            findings.Add("", "the line is too long");
            return new(line, null, findings);
        }

        if (!Utf8.IsValid(json))
        {
            findings.Add("", "is not UTF-8");
            return new(line, null, findings);
        }

        try
        {
            using var document = JsonDocument.Parse(json, Reading);
            var root = document.RootElement;
            var isRow = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("certificate", out _);
            var certificate = WireJsonReader.Read<Wire.Certificate>(
                isRow ? root.GetProperty("certificate") : root,
                (isRow ? findings.Nested("certificate") : findings).Add);
            if (certificate is null)
                return new(line, null, findings);
            findings = CertificateVerification.Findings(certificate);
            // Only claims that hold can be what a row repeats.
            if (isRow && findings.IsEmpty)
                RowRules.Check(root, certificate, findings);
            return new(line, certificate, findings);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter: a name with half a surrogate pair.
            findings.Add("", $"is not JSON: {exception.Message}");
            return new(line, null, findings);
        }
    }
}
