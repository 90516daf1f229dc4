using System.Globalization;
using Google.Protobuf;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Certifier;
using Smoothing.Cli.Certifying;
using Smoothing.Cli.Output;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Importing;

/// <summary>Certifies the rows of a file of counts, in their order. No service is asked.</summary>
/// <param name="path">The file, as errors name it.</param>
/// <param name="settings">What all rows share.</param>
internal sealed class ImportRun(string path, ImportSettings settings)
{
    private readonly Dictionary<string, long> _lines = [];
    private readonly List<CertifiedInput> _done = [];
    private bool _hasLabels;
    private int _rows;

    /// <summary>Runs, and writes rows as inputs are done.</summary>
    /// <param name="output">Where rows go.</param>
    /// <param name="files">The folder of the run; null for none. It is made when the file can be read.</param>
    /// <param name="people">Where the accuracy goes.</param>
    /// <param name="cancellation">Stops; rows that were written stay.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(
        IRowWriter output, RunFiles? files, TextWriter people, CancellationToken cancellation)
    {
        var counts = CountsFile.Read(path);
        IRowWriter[] writers = [output, .. files?.Create() ?? []];
        foreach (var writer in writers)
            writer.Begin(new Wire.Model());
        foreach (var row in counts.Rows)
        {
            if (cancellation.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync(
                    $"interrupted after {_rows} rows: those that were written are complete");
                return ExitCode.Interrupted;
            }

            if (Certify(row, ByteString.CopyFrom(counts.Digest.ToBytes())) is { } input)
            {
                _done.Add(input);
                foreach (var writer in writers)
                    writer.Write(input);
            }
            else
            {
                Tell(row);
            }

            _rows++;
        }

        if (_rows == 0)
            throw new CommandException(ExitCode.Usage, $"{path} has no rows");
        if (_hasLabels)
            WriteAccuracy(files, people);
        await Announcement.WriteEndAsync(Console.Error, _rows - _done.Count, _rows, files);
        return _done.Count == _rows ? ExitCode.Ok : ExitCode.SomeInputsFailed;
    }

    private CertifiedInput? Certify(ImportedRow row, ByteString digest)
    {
        if (!row.Violations.IsEmpty || ImportedInput.Read(row, settings.Classes) is not { } input)
            return null;
        if (!_lines.TryAdd(input.Name, row.Line))
        {
            row.Violations.Add(
                ImportedInput.Id, $"{input.Name} is on line {_lines[input.Name]} too; one input has one certificate");
            return null;
        }

        var source = input.Imported.Source;
        (source.Tool, source.FileSha256, source.Line) = (settings.Tool, digest, row.Line);
        (source.Dimension, source.Noise) = (settings.Dimension, LawMessages.ToMessage(settings.Law));
        var certificate = CountsCertification.Certify(Request(input.Imported), row.Violations);
        if (certificate is null)
            return null;
        _hasLabels |= input.Label is not null;
        // The names of data sets' inputs are their indices.
        var index = int.TryParse(input.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var own)
            ? own
            : _rows;
        return new(index, input.Label, TimeSpan.Zero, settings.Norm, certificate) { Source = input.Name };
    }

    private Wire.CertifyCountsRequest Request(Wire.ImportedCounts imported)
    {
        var request = new Wire.CertifyCountsRequest
        {
            Evidence = new() { Imported = imported },
            ErrorProbability = settings.Error,
            Interval = (Wire.IntervalMethod)settings.Interval.Kind,
            Norms = { Norms.Usual.Append(settings.Norm).Distinct().Select(NormMessages.ToMessage) },
        };
        if (settings.Interval is Hoeffding hoeffding)
            request.HoeffdingBounds = hoeffding.Count;
        return request;
    }

    private void WriteAccuracy(RunFiles? files, TextWriter people)
    {
        var accuracy = CertifiedAccuracy.Of(_done, _rows, _done.Max(input => input.Radius));
        ConsoleTables.WriteAccuracy(people, accuracy, settings.Norm);
        files?.WriteAccuracy(accuracy);
        files?.WritePictures(_rows);
    }

    private void Tell(ImportedRow row)
    {
        foreach (var (field, description) in row.Violations.Items)
        {
            var what = field.Length == 0 ? description : $"{field}: {description}";
            Console.Error.WriteLine(FormattableString.Invariant($"{path}:{row.Line}: {what}"));
        }
    }
}
