using System.Globalization;
using System.Text.Json;
using Smoothing.Certification.Radii;
using Smoothing.Cli.Certifying;
using Spectre.Console;

namespace Smoothing.Cli.Output;

/// <summary>Tables for people.</summary>
internal static class ConsoleTables
{
    private const int Width = 100, Decimals = 3;

    /// <summary>Where people read while standard output carries data.</summary>
    public static TextWriter ForPeople => Console.Error;

    /// <summary>Writes the certified accuracy at a grid of radii.</summary>
    public static void WriteAccuracy(TextWriter writer, IEnumerable<CertifiedAccuracy> table, double norm)
    {
        var view = new Table().Border(TableBorder.Simple);
        view.AddColumn(new TableColumn($"l{Norms.Text(norm)} radius").RightAligned());
        view.AddColumn(new TableColumn("certified accuracy").RightAligned());
        view.AddColumn(new TableColumn("inputs").RightAligned());
        foreach (var row in table)
        {
            view.AddRow(
                row.RadiusText,
                string.Create(CultureInfo.InvariantCulture, $"{row.Share(Decimals) * 100:0.0} %"),
                string.Create(CultureInfo.InvariantCulture, $"{row.Certified}/{row.Total}"));
        }

        Write(writer, view);
    }

    /// <summary>Writes radii of methods, rounded down to the digits that are shown.</summary>
    /// <param name="writer">Where people read.</param>
    /// <param name="radii">Objects with method, norm, radius, tight, best and perhaps converted_from.</param>
    public static void WriteRadii(TextWriter writer, IReadOnlyList<JsonElement> radii)
    {
        var view = new Table().Border(TableBorder.Simple);
        view.AddColumn("method");
        view.AddColumn(new TableColumn("norm").RightAligned());
        view.AddColumn(new TableColumn("radius").RightAligned());
        view.AddColumn("");
        foreach (var radius in radii)
        {
            var remarks = new[]
            {
                radius.GetProperty("best").GetBoolean() ? "best" : null,
                radius.GetProperty("tight").GetBoolean() ? "tight" : null,
                radius.TryGetProperty("converted_from", out var norm) ? $"converted from l{norm.GetString()}" : null,
            };
            view.AddRow(
                radius.GetProperty("method").GetString()!, $"l{radius.GetProperty("norm").GetString()}",
                FlooredNumber.Text(radius.GetProperty("radius").GetDouble()),
                string.Join(", ", remarks.OfType<string>()));
        }

        Write(writer, view);
    }

    private static void Write(TextWriter writer, Table view)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Width;
        console.Write(view);
    }
}
