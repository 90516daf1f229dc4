using System.Globalization;
using Smoothing.Cli.Certifying;

namespace Smoothing.Cli.Output;

/// <summary>The folder of a run: results.tsv, certificates.jsonl, and accuracy.tsv if inputs have labels.</summary>
internal sealed class RunFiles : IDisposable
{
    private const string Results = "results.tsv", Certificates = "certificates.jsonl", Accuracy = "accuracy.tsv";
    private const int Decimals = 4;

    private readonly string _folder;
    private readonly List<StreamWriter> _writers = [];

    private RunFiles(string folder) => _folder = folder;

    /// <summary>The files that are there.</summary>
    public IEnumerable<string> Names => new[] { Results, Certificates, Accuracy }.Where(Exists);

    /// <summary>The folder of a new run; results of another are never overwritten.</summary>
    public static RunFiles New(string folder) => new RunFiles(folder) is var files && files.Names.Any()
        ? throw new CommandException(
            ExitCode.Usage, $"--output: {folder} holds the results of another run; name a new folder")
        : files;

    /// <summary>The folder of a run whose results are replaced.</summary>
    public static RunFiles Replace(string folder) => new(folder);

    /// <summary>Makes the folder and the two files that grow with every input.</summary>
    /// <returns>Their writers.</returns>
    /// <exception cref="CommandException">They cannot be written.</exception>
    public IReadOnlyList<IRowWriter> Create()
    {
        try
        {
            Directory.CreateDirectory(_folder);
            File.Delete(Path.Combine(_folder, Accuracy));
            _writers.Add(new(Path.Combine(_folder, Results)));
            _writers.Add(new(Path.Combine(_folder, Certificates)));
            return [new TsvRows(_writers[0]), new JsonRows(_writers[1])];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Usage, $"--output: {_folder} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the certified accuracy.</summary>
    public void WriteAccuracy(IEnumerable<CertifiedAccuracy> table)
    {
        var lines = table.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.RadiusText}\t{row.Certified}\t{row.Share(Decimals):0.####}"));
        File.WriteAllLines(Path.Combine(_folder, Accuracy), ["radius\tcertified\taccuracy", .. lines]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var writer in _writers)
            writer.Dispose();
    }

    /// <returns>The folder's path.</returns>
    public override string ToString() => _folder;

    private bool Exists(string name) => File.Exists(Path.Combine(_folder, name));
}
