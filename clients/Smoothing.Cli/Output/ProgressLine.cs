using System.Globalization;

namespace Smoothing.Cli.Output;

/// <summary>How far a run over inputs is.</summary>
internal sealed class ProgressLine : IProgress<long>, IDisposable
{
    private readonly StatusLine _line;
    private readonly TimeProvider _time;
    private readonly long _total, _start;
    private readonly int _inputs;
    private long _counted;
    private int _done;

    public ProgressLine(TextWriter writer, bool terminal, int inputs, long draws, TimeProvider time)
    {
        (_line, _inputs, _total, _time) = (new(writer, terminal, time), inputs, draws, time);
        _start = time.GetTimestamp();
    }

    /// <summary>Draws were counted.</summary>
    public void Report(long value)
    {
        Interlocked.Add(ref _counted, value);
        _line.Show(Text);
    }

    /// <summary>An input is done; the line makes room for its row.</summary>
    public void Done(Action writeRow) => _line.Above(() =>
    {
        _done++;
        writeRow();
    });

    /// <summary>Takes the line away for good.</summary>
    public void Dispose() => _line.Dispose();

    private string Text()
    {
        var elapsed = _time.GetElapsedTime(_start);
        var counted = Interlocked.Read(ref _counted);
        var rate = counted / Math.Max(elapsed.TotalSeconds, 1e-9);
        var left = TimeSpan.FromSeconds(Math.Min((_total - counted) / Math.Max(rate, 1e-9), 359_999));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_done}/{_inputs} inputs, {counted:N0}/{_total:N0} draws, {rate:N0} draws/s, ")
            + string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours}:{left:mm\\:ss} left");
    }
}
