using System.Diagnostics.Metrics;

namespace Smoothing.Sampling.Tests.Measuring;

/// <summary>Counts the records of durations, and allocates nothing to do so.</summary>
internal sealed class CountingListener : IMeterFactory
{
    private readonly MeterListener _listener = new();

    public CountingListener()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Records++);
        _listener.Start();
    }

    public int Records { get; private set; }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        return new Meter(options);
    }

    public void Dispose() => _listener.Dispose();
}
