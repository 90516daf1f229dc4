using System.Globalization;

namespace Smoothing.Cli.Output;

/// <summary>The folder of a run: results.tsv, certificates.jsonl, accuracy.tsv.</summary>
internal sealed class RunFiles : IDisposable
{
    private const string Results = "results.tsv", Certificates = "certificates.jsonl", Accuracy = "accuracy.tsv";

    private readonly string _folder;
    private readonly StreamWriter _results;
    private readonly StreamWriter _certificates;

    private RunFiles(string folder)
    {
        _folder = folder;
        try
        {
            Directory.CreateDirectory(folder);
            File.Delete(Path.Combine(folder, Accuracy));
            _results = new(Path.Combine(folder, Results));
            _certificates = new(Path.Combine(folder, Certificates));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _results?.Dispose();
            throw new CommandException(ExitCode.Usage, $"--output: {exception.Message}", exception);
        }
    }

    /// <summary>Writers of the two files that grow with every input.</summary>
    public IReadOnlyList<IRowWriter> Rows => [new TsvRows(_results), new JsonRows(_certificates)];

    /// <summary>The folder of a new run; results of another are never overwritten.</summary>
    public static RunFiles New(string folder) => File.Exists(Path.Combine(folder, Results))
        ? throw new CommandException(ExitCode.Usage, $"--output: {folder} holds the results of another run; name a new folder")
        : new(folder);

    /// <summary>The folder of a run whose results are replaced.</summary>
    public static RunFiles Replace(string folder) => new(folder);

    /// <summary>Writes the certified accuracy.</summary>
    public void WriteAccuracy(IEnumerable<(double Radius, int Certified, double Share)> table)
    {
        var lines = table.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Radius:0.00}\t{row.Certified}\t{Math.Floor(row.Share * 1e4) / 1e4}"));
        File.WriteAllLines(Path.Combine(_folder, Accuracy), ["radius\tcertified\taccuracy", .. lines]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _results.Dispose();
        _certificates.Dispose();
    }

    /// <returns>The folder's path.</returns>
    public override string ToString() => _folder;
}
