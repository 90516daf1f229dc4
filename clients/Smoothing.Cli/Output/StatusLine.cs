namespace Smoothing.Cli.Output;

/// <summary>How far a run is: one line that is written over on a terminal, a line now and then elsewhere.</summary>
internal sealed class StatusLine : IDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.2), Elsewhere = TimeSpan.FromSeconds(10);
    private const string Erase = "\r\e[2K";

    private readonly object _gate = new();
    private readonly TextWriter _writer;
    private readonly TimeProvider _time;
    private readonly bool _terminal;
    private long _last;
    private bool _ended;

    public StatusLine(TextWriter writer, bool terminal, TimeProvider time)
    {
        (_writer, _terminal, _time) = (writer, terminal, time);
        _last = time.GetTimestamp();
    }

    /// <summary>Shows a text, if the one before was long enough ago.</summary>
    public void Show(Func<string> text)
    {
        lock (_gate)
        {
            if (_ended || _time.GetElapsedTime(_last) < (_terminal ? OnTerminal : Elsewhere))
                return;
            _last = _time.GetTimestamp();
            _writer.Write(_terminal ? Erase + Fitting(text()) : text() + "\n");
            _writer.Flush();
        }
    }

    /// <summary>Writes what stays; the line makes room for it.</summary>
    public void Above(Action write)
    {
        lock (_gate)
        {
            Clear();
            write();
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
}
