using System.Text.Json;
using Smoothing.Hosting;

namespace Smoothing.Cli.Asking.Json;

/// <summary>Reads the fields of a JSON object and collects all that is wrong with them.</summary>
/// <param name="element">A JSON object.</param>
/// <param name="violations">Takes what is wrong, with the path of the field.</param>
internal sealed class JsonFields(JsonElement element, Violations violations)
{
    // Above 2^53 a double does not tell whole numbers apart.
    private const double MostWhole = 1L << 53;

    private readonly List<string> _known = [];

    /// <summary>Takes what is wrong.</summary>
    public Violations Violations => violations;

    /// <summary>Names of the fields that are there.</summary>
    public IEnumerable<string> Names => element.EnumerateObject().Select(property => property.Name);

    /// <summary>Whether a field is there; a null counts as left out.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A field of any type; null where it is left out.</summary>
    public JsonElement? Find(string name)
    {
        if (!_known.Contains(name))
            _known.Add(name);
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>A number in a range; not a number where it is missing or wrong, which is told.</summary>
    public double Number(string name, Func<double, bool> isIn, string range)
    {
        if (OptionalNumber(name, isIn, range) is { } number)
            return number;
        Missing(name, $"a number {range}");
        return double.NaN;
    }

    /// <summary>A number in a range; null where it is left out, not a number where it is wrong, which is told.
    /// </summary>
    public double? OptionalNumber(string name, Func<double, bool> isIn, string range) =>
        Find(name) is { } value ? NumberOf(value, violations.Nested(name), isIn, range) : null;

    /// <summary>A whole number in a range; null where it is left out or wrong, which is told.</summary>
    public long? OptionalWhole(string name, long least, long most) =>
        Find(name) is { } value ? WholeOf(value, violations.Nested(name), least, most) : null;

    /// <summary>A whole number in a range; null where it is missing or wrong, which is told.</summary>
    public long? Whole(string name, long least, long most)
    {
        if (Find(name) is null)
            Missing(name, Invariant($"a whole number in [{least}, {most}]"));
        return OptionalWhole(name, least, most);
    }

    /// <summary>One of some names; null where it is left out or wrong, which is told.</summary>
    public string? OptionalName(string name, params string[] names)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String && Array.IndexOf(names, value.GetString()) >= 0)
            return value.GetString();
        violations.Add(name, $"is {Text(value)}; it must be {string.Join(", ", names)}");
        return null;
    }

    /// <summary>Yes or no; no where it is left out or wrong, which is told.</summary>
    public bool Flag(string name)
    {
        if (Find(name) is not { } value)
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            violations.Add(name, $"is {Text(value)}; it must be true or false");
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>Fields of an object in a field; null where it is left out or no object, which is told.</summary>
    public JsonFields? OptionalObject(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new(value, violations.Nested(name));
        violations.Add(name, $"is {Text(value)}; it must be an object");
        return null;
    }

    /// <summary>Items of an array in a field, with their collectors; null where it is left out or no array, which is
    /// told.</summary>
    public IReadOnlyList<(JsonElement Value, Violations Violations)>? OptionalArray(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().Select((item, i) => (item, violations.Nested(name, i)))];
        violations.Add(name, $"is {Text(value)}; it must be an array");
        return null;
    }

    /// <summary>Tells that a field is missing.</summary>
    public void Missing(string name, string allowed)
    {
        if (!Has(name))
            violations.Add(name, $"is missing; it must be {allowed}");
    }

    /// <summary>Tells of every field that nobody asked for.</summary>
    public void End()
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!_known.Contains(property.Name))
                violations.Add(property.Name, $"is not a field here; there is {string.Join(", ", _known)}");
        }
    }

    /// <summary>A number in a range; not a number where it is wrong, which is told.</summary>
    public static double NumberOf(JsonElement value, Violations violations, Func<double, bool> isIn, string range)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && double.IsFinite(number) && isIn(number))
            return number;
        violations.Add("", $"is {Text(value)}; it must be a number {range}");
        return double.NaN;
    }

    /// <summary>A whole number in a range; null where it is wrong, which is told.</summary>
    public static long? WholeOf(JsonElement value, Violations violations, long least, long most)
    {
        if (value.ValueKind == JsonValueKind.Number && AsWhole(value) is { } number
            && number >= least && number <= most)
            return number;
        violations.Add("", Invariant($"is {Text(value)}; it must be a whole number in [{least}, {most}]"));
        return null;
    }

    /// <summary>A value as a message shows it.</summary>
    public static string Text(JsonElement value)
    {
        const int Most = 60;
        var text = value.GetRawText();
        return text.Length <= Most ? text : $"{text[..Most]}…";
    }

    // 1e5 and 100000.0 are whole numbers too.
    private static long? AsWhole(JsonElement value) => value.TryGetInt64(out var whole) ? whole
        : value.TryGetDouble(out var real) && Math.Abs(real) <= MostWhole && double.IsInteger(real) ? (long)real
        : null;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
