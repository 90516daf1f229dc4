using System.Globalization;
using System.Text.Json;
using Smoothing.Cli.Output;

namespace Smoothing.Cli.Plotting;

/// <summary>Reads the curve of a run: from its folder, from certificates, or from a table of the field's form.
/// </summary>
internal static class RunReader
{
    private const string DefaultNorm = "2";

    /// <summary>Reads a run.</summary>
    /// <param name="path">A folder, a file of certificates that ends in .jsonl, or a table.</param>
    /// <param name="label">Name of the run; null for that of the folder or file.</param>
    /// <param name="norm">Norm, such as 2 or inf; null for that of the run's own radii.</param>
    /// <param name="total">Number of inputs, with those that failed; null to find it in the folder.</param>
    /// <exception cref="CommandException">It cannot be read, is no such file, or has no labels.</exception>
    public static AccuracyCurve Read(string path, string? label, string? norm, int? total)
    {
        try
        {
            label ??= Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            var file = Directory.Exists(path) ? FileOf(path) : path;
            var isCertificates = file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
            var lines = File.ReadAllLines(file);
            var rows = lines.Count(line => line.Length > 0) - (isCertificates ? 0 : 1);
            total ??= RunTotal.Of(Path.Combine(Path.GetDirectoryName(file) ?? "", RunFiles.Accuracy), rows);
            return isCertificates
                ? OfCertificates(file, lines, label, norm, total.Value)
                : OfTable(file, lines, label, norm, total.Value);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static string FileOf(string folder) =>
        new[] { RunFiles.Certificates, RunFiles.Results }.Select(name => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists)
        ?? throw new CommandException(
            ExitCode.Usage, $"{folder} is no folder of a run: it has no {RunFiles.Certificates} or {RunFiles.Results}");

    private static AccuracyCurve OfCertificates(
        string file, string[] lines, string label, string? norm, int total)
    {
        var rows = new List<CertificateRow>();
        for (var i = 0; i < lines.Length; i++)
        {
            try
            {
                using var document = JsonDocument.Parse(lines[i]);
                rows.Add(CertificateRow.Of(document.RootElement));
            }
            catch (Exception exception) when (
                exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
                    or IndexOutOfRangeException)
            {
                throw new CommandException(
                    ExitCode.Usage, $"{file}: line {i + 1} is no row with a certificate: {exception.Message}",
                    exception);
            }
        }

        RequireLabels(file, rows.Count, rows.Exists(row => row.HasLabel));
        var present = rows.SelectMany(row => row.Radii.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        var chosen = norm ?? rows.Select(row => row.Norm).FirstOrDefault(one => one is not null) ?? DefaultNorm;
        if (norm is not null && present.Count > 0 && !present.Contains(norm))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"--norm: {norm} is in no certificate of {file}, which has {string.Join(", ", present)}");
        }

        var radii = rows.Where(row => row.Correct && row.Radii.GetValueOrDefault(chosen) > 0)
            .Select(row => row.Radii[chosen]).Order();
        return new(label, chosen, RunCaption.Of(rows, chosen, total), [.. radii], total);
    }

    private static AccuracyCurve OfTable(
        string file, string[] lines, string label, string? norm, int total)
    {
        var names = lines.FirstOrDefault("").Split('\t').Select(name => name.Trim()).ToList();
        var (truth, radius, correct) = (names.IndexOf("label"), names.IndexOf("radius"), names.IndexOf("correct"));
        if (truth < 0 || radius < 0 || correct < 0)
        {
            throw new CommandException(
                ExitCode.Usage, $"{file}: the first line does not name the columns label, radius and correct");
        }

        var (radii, rows, labelled) = (new List<double>(), 0, false);
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
                continue;
            var fields = lines[i].Split('\t');
            if (fields.Length != names.Count || fields[correct] is not ("0" or "1")
                || !double.TryParse(fields[radius], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                || !(number >= 0 && double.IsFinite(number)))
            {
                throw new CommandException(
                    ExitCode.Usage,
                    $"{file}: line {i + 1} is no row: a radius of at least 0 and a correct of 0 or 1 are expected");
            }

            rows++;
            labelled |= !fields[truth].StartsWith('-');
            if (fields[correct] == "1" && number > 0)
                radii.Add(number);
        }

        RequireLabels(file, rows, labelled);
        radii.Sort();
        return new(label, norm ?? DefaultNorm, RunCaption.OfTable(total, radii), radii, total);
    }

    private static void RequireLabels(string file, int rows, bool labelled)
    {
        if (rows == 0)
            throw new CommandException(ExitCode.Usage, $"{file} has no rows");
        if (!labelled)
            throw new CommandException(ExitCode.Usage, $"{file} has no labels, so that there is no accuracy");
    }
}
