using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling.Measuring;

/// <summary>The instruments of the sampler; METRICS.md of Smoothing.Hosting lists them.</summary>
/// <remarks>
/// What happens once for each tile is added up in <see cref="ModelMeasures"/> and read when somebody asks: a tile costs
/// two records of a histogram, a few additions and no allocation.
/// </remarks>
internal sealed class SamplingMetrics : IDisposable
{
    private const string Prefix = "smoothing.sampler.";

    private static readonly InstrumentAdvice<double> Tiles = new()
    {
        HistogramBucketBoundaries =
        [
            1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
            10,
        ],
    };

    private static readonly InstrumentAdvice<double> Waits = new()
    {
        HistogramBucketBoundaries =
            [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250],
    };

    private readonly ConcurrentDictionary<(string Model, string Device), ModelMeasures> _models = [];
    private readonly TimeProvider _time;
    private readonly TileQueue _queue;
    private readonly Meter _meter;
    private readonly Histogram<double> _forward;
    private readonly Histogram<double> _noise;
    private readonly Histogram<double> _wait;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _backOffs;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes the meter; null for one that only listeners of this process find.</param>
    /// <param name="time">Measures durations.</param>
    /// <param name="queue">The jobs under way.</param>
    /// <param name="workers">Number of workers.</param>
    public SamplingMetrics(IMeterFactory? meters, TimeProvider time, TileQueue queue, int workers)
    {
        (_time, _queue) = (time, queue);
        _meter = meters?.Create(SamplingEngine.MeterName) ?? new Meter(SamplingEngine.MeterName);
        _forward = Duration("forward.duration", "Running the model on a tile.", Tiles);
        _noise = Duration("noise.duration", "Drawing the noisy inputs of a tile.", Tiles);
        _wait = Duration("wait.duration", "From accepting a request to starting its first tile.", Waits);
        _failed = _meter.CreateCounter<long>(
            $"{Prefix}failed_tiles", "{tile}", "Tiles on which the model failed; each ends its request.");
        _backOffs = _meter.CreateCounter<long>(
            $"{Prefix}memory_backoffs", "{backoff}", "Reductions of the tiles in flight because memory ran out.");
        Total("draws", "{draw}", "Draws that were answered, unusable ones included.", one => one.Draws);
        Total("unusable_draws", "{draw}", "Draws without an answer: not a number, or a tie.", one => one.Unusable);
        Total("tiles", "{tile}", "Tiles that were run and answered.", one => one.Tiles);
        Now("active_tiles", "{tile}", "Tiles that are being run.", () => Each(one => one.ActiveTiles));
        Now("active_requests", "{request}", "Requests that are not counted to their end.", () => Sum(job => 1));
        Now("waiting_tiles", "{tile}", "Tiles of those requests that are not started.", () => Sum(job => job.Waiting));
        Now("workers", "{worker}", "Threads that run tiles.", () => [new(workers)]);
    }

    /// <summary>The time, to be handed back to <see cref="Answered"/>.</summary>
    public long Now() => _time.GetTimestamp();

    /// <summary>A job asks for its place.</summary>
    public JobMeasures Accepted(LoadedModel model) => new(
        _models.GetOrAdd((model.Manifest.Name, model.Fingerprint.Device), key => new(key.Model, key.Device)), Now());

    /// <summary>A worker takes a tile; it ends as answered, failed or returned.</summary>
    public void Taken(SampleJob job)
    {
        var measures = job.Measures;
        measures.Model.Start();
        if (measures.TryBegin())
            _wait.Record(Seconds(measures.Accepted, Now()), measures.Model.Tags);
    }

    /// <summary>A tile was answered.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="answers">The answers of those of its draws that are in the range of the job.</param>
    /// <param name="started">When its first noise was drawn.</param>
    /// <param name="drawn">When its noise was drawn.</param>
    public void Answered(SampleJob job, ReadOnlySpan<int> answers, long started, long drawn)
    {
        var model = job.Measures.Model;
        _noise.Record(Seconds(started, drawn), model.Tags);
        _forward.Record(Seconds(drawn, Now()), model.Tags);
        model.Answer(answers);
    }

    /// <summary>A model failed on a tile.</summary>
    public void Failed(SampleJob job, Exception failure)
    {
        var model = job.Measures.Model;
        model.Fail();
        var tags = model.Tags;
        tags.Add("error.type", failure is ModelException { Check: var check } ? check : "_OTHER");
        _failed.Add(1, tags);
    }

    /// <summary>There was no memory for a tile, which is to be run again.</summary>
    public static void Returned(SampleJob job) => job.Measures.Model.Fail();

    /// <summary>The tiles in flight are reduced because memory ran out.</summary>
    public void OutOfMemoryBackOff(SampleJob job) => _backOffs.Add(1, job.Measures.Model.Tags);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private Histogram<double> Duration(string name, string description, InstrumentAdvice<double> advice) =>
        _meter.CreateHistogram(Prefix + name, "s", description, tags: null, advice);

    private void Total(string name, string unit, string description, Func<ModelMeasures, long> value) =>
        _meter.CreateObservableCounter(Prefix + name, () => Each(value), unit, description);

    private void Now(string name, string unit, string description, Func<IEnumerable<Measurement<long>>> values) =>
        _meter.CreateObservableUpDownCounter(Prefix + name, values, unit, description);

    private IEnumerable<Measurement<long>> Each(Func<ModelMeasures, long> value) =>
        _models.Values.Select(one => new Measurement<long>(value(one), one.Tags));

    /// <summary>A sum over the jobs under way, for every model that was ever asked for.</summary>
    private IEnumerable<Measurement<long>> Sum(Func<JobDepth, long> value)
    {
        var sums = _queue.Depths().ToLookup(job => job.Model);
        return Each(one => sums[one].Sum(value));
    }

    private double Seconds(long from, long to) => (to - from) / (double)_time.TimestampFrequency;
}
