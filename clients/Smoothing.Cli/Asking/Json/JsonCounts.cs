namespace Smoothing.Cli.Asking.Json;

/// <summary>Reads counts of classes from JSON.</summary>
internal static class JsonCounts
{
    private const int MostClasses = 1 << 20;

    /// <summary>Reads counts that add up to one or more; null where they are missing or wrong, which is told.</summary>
    public static long[]? Read(JsonFields question, string name, long mostDraws)
    {
        question.Missing(name, "an array of whole numbers");
        if (question.OptionalArray(name) is not { } items)
            return null;
        if (items.Count is < 2 or > MostClasses)
        {
            question.Violations.Add(name, $"has {items.Count} classes; it must have 2 to {MostClasses}");
            return null;
        }

        var before = question.Violations.Count;
        long[] counts = [.. items.Select(item => JsonFields.WholeOf(item.Value, item.Violations, 0, mostDraws) ?? 0)];
        if (question.Violations.Count > before)
            return null;
        // At most 2^50.
        var draws = counts.Sum();
        if (draws >= 1 && draws <= mostDraws)
            return counts;
        question.Violations.Add(name, $"add up to {draws} draws; it must be 1 to {mostDraws}");
        return null;
    }
}
