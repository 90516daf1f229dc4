using System.Globalization;

namespace Smoothing.Cli.Output;

/// <summary>How far a run is: one line that is written over on a terminal, a line now and then elsewhere.</summary>
internal sealed class ProgressLine : IProgress<long>, IDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.2), Elsewhere = TimeSpan.FromSeconds(10);
    private const string Erase = "\r\e[2K";

    private readonly object _gate = new();
    private readonly TextWriter _writer;
    private readonly TimeProvider _time;
    private readonly bool _terminal;
    private readonly long _total, _start;
    private readonly int _inputs;
    private long _counted, _last;
    private int _done;
    private bool _ended;

    public ProgressLine(TextWriter writer, bool terminal, int inputs, long drawsPerInput, TimeProvider time)
    {
        (_writer, _terminal, _inputs, _time) = (writer, terminal, inputs, time);
        _total = inputs * drawsPerInput;
        _start = _last = time.GetTimestamp();
    }

    /// <summary>Draws were counted.</summary>
    public void Report(long value)
    {
        lock (_gate)
        {
            _counted += value;
            if (_ended || _time.GetElapsedTime(_last) < (_terminal ? OnTerminal : Elsewhere))
                return;
            _last = _time.GetTimestamp();
            _writer.Write(_terminal ? Erase + Fitting(Text()) : Text() + "\n");
            _writer.Flush();
        }
    }

    /// <summary>An input is done; the line makes room for its row.</summary>
    public void Done(Action writeRow)
    {
        lock (_gate)
        {
            Clear();
            _done++;
            writeRow();
        }
    }

    /// <summary>Takes the line away for good.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Clear();
            _ended = true;
        }
    }

    // A line that wraps could not be written over.
    private static string Fitting(string text) =>
        Console.WindowWidth is > 1 and var width && text.Length >= width ? text[..(width - 1)] : text;

    private void Clear()
    {
        if (_terminal)
            _writer.Write(Erase);
        _writer.Flush();
    }

    private string Text()
    {
        var elapsed = _time.GetElapsedTime(_start);
        var rate = _counted / Math.Max(elapsed.TotalSeconds, 1e-9);
        var left = TimeSpan.FromSeconds(Math.Min((_total - _counted) / Math.Max(rate, 1e-9), 359_999));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_done}/{_inputs} inputs, {_counted:N0}/{_total:N0} draws, {rate:N0} draws/s, ")
            + string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours}:{left:mm\\:ss} left");
    }
}
