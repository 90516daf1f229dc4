using System.Globalization;
using System.Text.Json;
using Smoothing.Cli.Asking.Json;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Importing;

/// <summary>What a row of counts says about an input.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Label">Its label; null where the row has none.</param>
/// <param name="Imported">The counts, and in their source the name and the number of classes.</param>
internal sealed record ImportedInput(string Name, int? Label, Wire.ImportedCounts Imported)
{
    /// <summary>Names of columns and fields: who the input is.</summary>
    public const string Id = "id", Index = "idx", TrueClass = "label";

    /// <summary>Names of columns and fields: what was counted.</summary>
    public const string Counts = "counts", TopCount = "k", Draws = "n", Selection = "selection_counts", Top = "top";

    private const long MostDraws = 100_000_000;
    private const int MostClasses = 1 << 20;

    /// <summary>Reads a row. Fields that it does not know are not looked at.</summary>
    /// <param name="row">A row that can be read; takes what is wrong.</param>
    /// <param name="classes">Number of classes; null for that of the counts.</param>
    /// <returns>Null where anything is wrong.</returns>
    public static ImportedInput? Read(ImportedRow row, int? classes)
    {
        var fields = new JsonFields(row.Fields, row.Violations);
        var name = NameOf(fields);
        var label = fields.OptionalWhole(TrueClass, -1, MostClasses - 1);
        var counts = fields.Has(Counts) ? JsonCounts.Read(fields, Counts, MostDraws) : null;
        var number = classes ?? counts?.Length;
        if (fields.Has(Counts) && fields.Has(TopCount))
            row.Violations.Add(TopCount, "stands beside counts; there must be one of them");
        else if (!fields.Has(Counts) && !fields.Has(TopCount))
            row.Violations.Add(Counts, $"is missing: {CountsFile.Needed}");
        else if (!fields.Has(Counts) && classes is null)
            row.Violations.Add(Counts, "is missing: without it --classes must tell the number of classes");
        if (counts is not null && counts.Length != number)
            row.Violations.Add(Counts, $"has {counts.Length} classes; --classes is {number}");
        var top = fields.OptionalWhole(Top, 0, (number ?? MostClasses) - 1);
        var known = counts is not null ? Of(counts, fields) : TopOnly(fields, top);
        var imported = new Wire.ImportedCounts { Source = new() { Input = name ?? "", Classes = number ?? 0 } };
        Choose(imported, fields, top, number);
        imported.Estimation = known;
        return row.Violations.IsEmpty ? new(name!, label is >= 0 ? (int)label : null, imported) : null;
    }

    private static void Choose(Wire.ImportedCounts imported, JsonFields fields, long? top, int? classes)
    {
        if (fields.Has(Top) && fields.Has(Selection))
            fields.Violations.Add(Top, $"stands beside {Selection}; there must be one of them");
        if (fields.Has(Selection))
        {
            if (JsonCounts.Read(fields, Selection, MostDraws) is not { } counts)
                return;
            if (counts.Length != classes && classes is not null)
                fields.Violations.Add(Selection, $"has {counts.Length} classes, and not {classes}");
            imported.Selection = Known(counts, counts.Sum());
        }
        else if (fields.Has(Top))
        {
            imported.FixedClass = (int)(top ?? 0);
        }
        else
        {
            imported.SameDraws = true;
        }
    }

    private static Wire.KnownCounts Of(long[] counts, JsonFields fields) =>
        Known(counts, fields.OptionalWhole(Draws, counts.Sum(), MostDraws) ?? counts.Sum());

    private static Wire.KnownCounts? TopOnly(JsonFields fields, long? top)
    {
        if (!fields.Has(TopCount))
            return null;
        if (!fields.Has(Top))
            fields.Violations.Add(Top, "is missing; k is the number of answers for that class");
        var draws = fields.Whole(Draws, 1, MostDraws);
        var count = fields.Whole(TopCount, 0, draws ?? MostDraws);
        var known = new Wire.KnownCounts { Draws = draws ?? 0 };
        if (count > 0 && top is not null)
            known.Counts.Add(new Wire.ClassCount { Class = (int)top, Count = count.Value });
        return known;
    }

    private static Wire.KnownCounts Known(long[] counts, long draws) => new()
    {
        Draws = draws,
        Counts =
        {
            counts.Index().Where(count => count.Item > 0)
                .Select(count => new Wire.ClassCount { Class = count.Index, Count = count.Item }),
        },
    };

    private static string? NameOf(JsonFields fields)
    {
        var value = fields.Find(Id) ?? fields.Find(Index);
        var name = value switch
        {
            { ValueKind: JsonValueKind.String } text => TextOf(text),
            { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var whole)
                ? whole.ToString(CultureInfo.InvariantCulture)
                : number.GetRawText(),
            _ => null,
        };
        if (string.IsNullOrEmpty(name))
            fields.Violations.Add(Id, "is missing; it must be a text or a number that names the input");
        return name;
    }

    // Half a surrogate pair is no text.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
