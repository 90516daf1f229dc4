using System.Collections;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Smoothing.Client;

/// <summary>Reads messages from the JSON that <see cref="WireJson"/> writes, and nothing else.</summary>
/// <remarks>
/// Fields that the contract does not have, values of another type, numbers out of range, names that an enum does not
/// have, and two cases of one choice are wrong. A field that is left out has its default, as on the wire.
/// </remarks>
public static class WireJsonReader
{
    private static readonly Dictionary<string, double> NoNumbers = new()
    {
        ["NaN"] = double.NaN,
        ["Infinity"] = double.PositiveInfinity,
        ["-Infinity"] = double.NegativeInfinity,
    };

    /// <summary>Reads a message.</summary>
    /// <param name="json">Its JSON, without a name that occurs twice in one object.</param>
    /// <param name="violate">Takes the path and the description of everything that is wrong.</param>
    /// <returns>The message; null where something is wrong.</returns>
    public static T? Read<T>(JsonElement json, Action<string, string> violate)
        where T : class, IMessage, new()
    {
        ArgumentNullException.ThrowIfNull(violate);
        var right = true;
        var message = new T();
        ReadInto(message, json, "", (path, description) =>
        {
            right = false;
            violate(path, description);
        });
        return right ? message : null;
    }

    private static void ReadInto(IMessage message, JsonElement json, string path, Action<string, string> violate)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            violate(path, $"is {Short(json)}; it must be an object");
            return;
        }

        foreach (var property in json.EnumerateObject())
        {
            var name = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (message.Descriptor.FindFieldByName(property.Name) is not { } field)
                violate(name, $"is not a field of {message.Descriptor.Name}");
            else if (field.RealContainingOneof?.Accessor.GetCaseFieldDescriptor(message) is { } other)
                violate(name, $"stands beside {other.Name}; there must be one of them");
            else if (field.IsRepeated)
                ReadItems((IList)field.Accessor.GetValue(message), field, property.Value, name, violate);
            else if (Value(field, property.Value, name, violate) is { } value)
                field.Accessor.SetValue(message, value);
        }
    }

    private static void ReadItems(
        IList items, FieldDescriptor field, JsonElement json, string path, Action<string, string> violate)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            violate(path, $"is {Short(json)}; it must be an array");
            return;
        }

        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            if (Value(field, item, FormattableString.Invariant($"{path}[{index++}]"), violate) is { } value)
                items.Add(value);
        }
    }

    private static object? Value(FieldDescriptor field, JsonElement json, string path, Action<string, string> violate)
    {
        if (field.FieldType == FieldType.Message)
        {
            var message = field.MessageType.Parser.ParseFrom(ByteString.Empty);
            ReadInto(message, json, path, violate);
            return message;
        }

        var (value, allowed) = field.FieldType switch
        {
            FieldType.Bool => (json.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? json.GetBoolean() : (object?)null, "true or false"),
            FieldType.String => (Text(json), "a text"),
            FieldType.Bytes => (Bytes(json), "an even number of hexadecimal digits"),
            FieldType.Double => ((object?)Real(json), "a number that a binary64 can hold"),
            FieldType.Int32 => (IsNumber(json) && json.TryGetInt32(out var small) ? small : null,
                "a whole number of 32 bits"),
            FieldType.Int64 => (IsNumber(json) && json.TryGetInt64(out var large) ? large : null,
                "a whole number of 64 bits"),
            FieldType.Enum => ((object?)Constant(field.EnumType, json), $"a name of {field.EnumType.Name}"),
            _ => throw new NotSupportedException($"{field.FullName} has no JSON form"),
        };
        if (value is null)
            violate(path, $"is {Short(json)}; it must be {allowed}");
        return value;
    }

    private static bool IsNumber(JsonElement json) => json.ValueKind == JsonValueKind.Number;

    private static double? Real(JsonElement json) =>
        IsNumber(json) ? json.TryGetDouble(out var number) && double.IsFinite(number) ? number : null
        : Text(json) is { } text && NoNumbers.TryGetValue(text, out var none) ? none : null;

    private static string? Text(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text.
            return null;
        }
    }

    private static ByteString? Bytes(JsonElement json) =>
        Text(json) is { } text && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)
            ? ByteString.CopyFrom(Convert.FromHexString(text))
            : null;

    // Reflection takes the number of an enum value.
    private static int? Constant(EnumDescriptor type, JsonElement json) => Text(json) is { } text
        ? type.Values.FirstOrDefault(value => WireJson.NameOf(type, value.Number) == text)?.Number
        : null;

    private static string Short(JsonElement json)
    {
        const int Most = 60;
        var text = json.GetRawText();
        return text.Length <= Most ? text : $"{text[..Most]}…";
    }
}
