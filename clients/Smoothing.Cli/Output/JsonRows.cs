using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Smoothing.Certification.Radii;
using Smoothing.Cli.Certifying;
using Smoothing.Client;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Output;

/// <summary>One JSON object a line, with the whole certificate.</summary>
internal sealed class JsonRows(TextWriter writer) : IRowWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Begin(Wire.Model model)
    {
    }

    public void Write(CertifiedInput input)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("index", input.Index);
            if (input.Source is { } source)
                json.WriteString("source", source);
            if (input.Label is { } label)
                json.WriteNumber("label", label);
            json.WriteNumber("predicted", input.Predicted);
            json.WriteString("norm", Norms.Text(input.Norm));
            json.WriteNumber("radius", input.Radius);
            json.WriteBoolean("correct", input.Correct);
            json.WriteNumber("seconds", Math.Round(input.Time.TotalSeconds, 6));
            json.WritePropertyName("certificate");
            WireJson.Write(json, input.Certificate);
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(stream.ToArray()) + "\n");
        writer.Flush();
    }
}
