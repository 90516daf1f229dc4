using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Smoothing.Sampling.Tests.Measuring;

/// <summary>A meter factory whose meters this test alone listens to.</summary>
internal sealed class ListeningMeters : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measured> _recorded = [];
    private readonly ConcurrentQueue<Measured> _observed = [];
    private readonly List<Meter> _meters = [];

    public ListeningMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    /// <summary>What was recorded of an instrument up to now, or is observed now.</summary>
    public IReadOnlyList<Measured> Of(string name)
    {
        _observed.Clear();
        _listener.RecordObservableInstruments();
        return [.. _recorded.Concat(_observed).Where(measured => measured.Name == "smoothing.sampler." + name)];
    }

    public double Sum(string name) => Of(name).Sum(measured => measured.Value);

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(meter => meter.Dispose());
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        (instrument.IsObservable ? _observed : _recorded).Enqueue(new(instrument.Name, value, Text(tags)));

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}
