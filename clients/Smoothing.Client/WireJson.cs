using System.Collections;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Smoothing.Client;

/// <summary>Messages as JSON: names in snake_case, enum values without their prefix, bytes in hexadecimal.</summary>
/// <remarks>
/// Real numbers are shortest decimals that read back as the same binary64, whole numbers are JSON numbers. Unset
/// messages and absent optional fields are left out; everything else is written, zeros too.
/// </remarks>
public static class WireJson
{
    /// <summary>Writes a message on one line.</summary>
    public static string Write(IMessage message)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
            Write(writer, message);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes a message as a JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, IMessage message)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(message);
        writer.WriteStartObject();
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (value is null || (field.HasPresence && !field.Accessor.HasValue(message)))
                continue;
            writer.WritePropertyName(field.Name);
            if (field.IsRepeated)
                WriteArray(writer, field, (IList)value);
            else
                WriteValue(writer, field, value);
        }

        writer.WriteEndObject();
    }

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static void WriteArray(Utf8JsonWriter writer, FieldDescriptor field, IList values)
    {
        writer.WriteStartArray();
        foreach (var value in values)
            WriteValue(writer, field, value);
        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, FieldDescriptor field, object value)
    {
        switch (value)
        {
            case IMessage message:
                Write(writer, message);
                break;
            case ByteString bytes:
                writer.WriteStringValue(Convert.ToHexStringLower(bytes.Span));
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double number:
                // JSON has no such numbers; these are the words of protobuf's own JSON.
                writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case Enum constant:
                writer.WriteStringValue(NameOf(field.EnumType, Convert.ToInt32(constant, null)));
                break;
            default:
                throw new NotSupportedException($"{field.FullName} has no JSON form");
        }
    }

    /// <summary>The name of an enum value without its prefix, the number where it has none.</summary>
    internal static string NameOf(EnumDescriptor type, int number)
    {
        // AbstentionReason → ABSTENTION_REASON_, which every value of the enum begins with.
        var zero = type.FindValueByNumber(0).Name;
        var prefix = zero[..^"UNSPECIFIED".Length];
        var name = type.FindValueByNumber(number)?.Name;
        return name is null
            ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : name[prefix.Length..].ToLowerInvariant();
    }
}
