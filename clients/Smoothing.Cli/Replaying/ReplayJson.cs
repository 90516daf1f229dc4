using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Smoothing.Certification.Replaying;
using Smoothing.Client;

namespace Smoothing.Cli.Replaying;

/// <summary>A JSON object a line for each certificate.</summary>
internal sealed class ReplayJson(TextWriter writer) : IReplayRows
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(long line, Replayed replayed) => Put(json =>
    {
        var (before, now) = (replayed.Recording.Source.Fingerprint, replayed.Source.Fingerprint);
        json.WriteNumber("line", line);
        json.WriteNumber("index", replayed.Index);
        json.WriteString("verdict", replayed.Verdict.ToLowerInvariant());
        json.WriteBoolean("other_model", replayed.OtherModel);
        json.WritePropertyName("recorded_fingerprint");
        WireJson.Write(json, before);
        json.WritePropertyName("replayed_fingerprint");
        WireJson.Write(json, now);
        json.WriteStartArray("fingerprint_differences");
        foreach (var name in Fingerprints.Names(before, now))
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteNumber("error_probability", ReplayTest.Error);
        json.WriteNumber("refused_p_value", replayed.Comparison.Share);
        json.WriteStartArray("ranges");
        foreach (var (range, compared) in replayed.Recording.Ranges.Zip(replayed.Comparison.Ranges))
            Range(json, range, compared);
        json.WriteEndArray();
        json.WriteStartArray("left_out");
        foreach (var range in replayed.Recording.LeftOut)
            Range(json, range, null);
        json.WriteEndArray();
    });

    public void Write(long line, NotReplayed refusal) => Put(json =>
    {
        json.WriteNumber("line", line);
        json.WriteStartArray("error");
        foreach (var (field, description) in refusal.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("field", field);
            json.WriteString("description", description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public void End(ReplayTotals totals)
    {
    }

    private static void Range(Utf8JsonWriter json, RecordedRange range, RangeComparison? compared)
    {
        json.WriteStartObject();
        json.WriteString("part", range.Part);
        json.WriteNumber("first", range.Range.First);
        json.WriteNumber("count", range.Range.Count);
        if (compared is not null)
            json.WriteNumber("moved", compared.Moved);
        if (compared?.Greatest is { } change)
        {
            if (change.Class is { } label)
                json.WriteNumber("class", label);
            else
                json.WriteNull("class");
            json.WriteNumber("recorded", change.Recorded);
            json.WriteNumber("replayed", change.Replayed);
            json.WriteNumber("p_value", change.PValue);
        }

        json.WriteEndObject();
    }

    private void Put(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(stream.ToArray()) + "\n");
        writer.Flush();
    }
}
