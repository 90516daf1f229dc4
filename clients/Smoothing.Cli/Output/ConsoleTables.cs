using System.Globalization;
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

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Width;
        console.Write(view);
    }
}
