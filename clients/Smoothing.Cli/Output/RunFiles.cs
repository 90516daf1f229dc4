using System.Globalization;
using Smoothing.Cli.Certifying;
using Smoothing.Cli.Plotting;

namespace Smoothing.Cli.Output;

/// <summary>The folder of a run: results.tsv, certificates.jsonl, and the accuracy if inputs have labels.</summary>
internal sealed class RunFiles : IDisposable
{
    /// <summary>Names of files.</summary>
    public const string Results = "results.tsv", Certificates = "certificates.jsonl", Accuracy = "accuracy.tsv";

    private const string Vectors = "accuracy.svg", Pixels = "accuracy.png";
    private const int Decimals = 4;

    private readonly string _folder;
    private readonly List<StreamWriter> _writers = [];

    private RunFiles(string folder) => _folder = folder;

    /// <summary>The files that are there.</summary>
    public IEnumerable<string> Names => new[] { Results, Certificates, Accuracy, Vectors, Pixels }.Where(Exists);

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
            foreach (var name in new[] { Accuracy, Vectors, Pixels })
                File.Delete(Path.Combine(_folder, name));
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

    /// <summary>Draws the certified accuracy of the rows that were written.</summary>
    /// <param name="total">All inputs, with those that failed.</param>
    public void WritePictures(int total)
    {
        // Where all inputs failed there is nothing to draw.
        if (new FileInfo(Path.Combine(_folder, Certificates)).Length == 0)
            return;
        var figure = new Figure([RunReader.Read(_folder, null, null, total)]);
        Pictures.Write(Path.Combine(_folder, Vectors), figure);
        Pictures.Write(Path.Combine(_folder, Pixels), figure);
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
