using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Smoothing.Cli.Checking;
using Smoothing.Sampling.Checks;
using Spectre.Console;

namespace Smoothing.Cli.Output;

/// <summary>Writes the checks of a model.</summary>
internal static class ModelFindings
{
    private const int Width = 110;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
    };

    /// <summary>A row for each check.</summary>
    public static void WriteTable(TextWriter writer, CheckedModel model)
    {
        var view = new Table().Border(TableBorder.Simple);
        view.AddColumn(new TableColumn("check").NoWrap());
        view.AddColumn(new TableColumn("outcome").NoWrap());
        view.AddColumn("finding");
        foreach (var check in model.Report.Checks)
            view.AddRow(new Text(check.Check), new Text(Word(check.Outcome)), new Text(check.Finding));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Width;
        console.Write(view);
    }

    /// <summary>One object with the checks and what was measured; what was not is left out.</summary>
    public static void WriteJson(TextWriter writer, CheckedModel model)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("file", model.File);
            if (model.Report.Manifest is { } manifest)
                json.WriteString("model", $"models/{manifest.Name}");
            if (model.Report.Digest is { } digest)
                json.WriteString("sha256", digest.ToString());
            json.WriteBoolean("passed", model.Report.Refusal is null);
            if (model.Report.Refusal is { } refusal)
                json.WriteString("failed_check", refusal.Check);
            json.WriteStartArray("checks");
            foreach (var check in model.Report.Checks)
                Write(json, check);
            json.WriteEndArray();
            if (model.Inputs is { } inputs)
                json.WriteNumber("inputs", inputs);
            Write(json, "clean_accuracy", model.CleanAccuracy);
            Write(json, "noisy_accuracy", model.NoisyAccuracy);
            Write(json, "draws_per_second_one_worker", model.DrawsPerSecondOneWorker);
            Write(json, "draws_per_second", model.DrawsPerSecond);
            Write(json, "run_seconds", model.RunSeconds);
            Write(json, "largest_radius", model.LargestRadius);
            json.WriteEndObject();
        }

        writer.Write(Encoding.UTF8.GetString(stream.ToArray()) + "\n");
        writer.Flush();
    }

    /// <summary>The verdict, with the details that only the operator of a model is told.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> WriteEndAsync(TextWriter writer, CheckedModel model)
    {
        foreach (var check in model.Report.Checks.Where(check => check.Detail is not null))
            await writer.WriteLineAsync($"{check.Check}: {check.Detail}");
        if (model.Report.Refusal is not { } refusal)
        {
            var warnings = model.Report.Checks.Count(check => check.Outcome == CheckOutcome.Warned);
            var with = warnings switch { 0 => "", 1 => ", with a warning", _ => $", with {warnings} warnings" };
            await writer.WriteLineAsync($"{model.File} passed{with}");
            return ExitCode.Ok;
        }

        await writer.WriteLineAsync($"{model.File} was refused by the check {refusal.Check}: {refusal.Message}");
        return ExitCode.ModelRefused;
    }

    private static void Write(Utf8JsonWriter json, CheckResult check)
    {
        json.WriteStartObject();
        json.WriteString("check", check.Check);
        json.WriteString("outcome", Word(check.Outcome));
        json.WriteString("finding", check.Finding);
        if (check.Detail is { } detail)
            json.WriteString("detail", detail);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value))
            json.WriteNumber(name, value);
    }

    private static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "pass",
        CheckOutcome.Warned => "warn",
        CheckOutcome.Failed => "fail",
        _ => "not run",
    };
}
