using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Tables;
using Smoothing.Sampling.Measuring;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling;

/// <summary>Counts the answers of models on noisy copies of inputs.</summary>
public sealed class SamplingEngine : IDisposable
{
    /// <summary>Name of the meter of its instruments.</summary>
    public const string MeterName = "Smoothing.Sampling";

    // Two tiles for each worker: one under way, one waiting for an earlier tile to finish.
    private const int WindowPerWorker = 2;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(200);

    private readonly TileQueue _queue;
    private readonly SamplingMetrics _metrics;
    private readonly TileWorker[] _workers;
    private readonly SamplingOptions _options;
    private readonly TimeProvider _time;
    private readonly GridNoiseCache _noise = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Starts the workers.</summary>
    /// <param name="options">Limits.</param>
    /// <param name="time">Paces the reports of requests that leave it to the sampler, and measures.</param>
    /// <param name="meters">Makes the meter; null for one that only listeners of this process find.</param>
    public SamplingEngine(SamplingOptions options, TimeProvider time, IMeterFactory? meters = null)
        : this(options, time, metrics => new TorchTileRunner(metrics), meters)
    {
    }

    /// <summary>Starts workers that find answers in a way of their own.</summary>
    internal SamplingEngine(
        SamplingOptions options,
        TimeProvider time,
        Func<SamplingMetrics, ITileRunner> runner,
        IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time) = (options, time);
        _queue = new TileQueue(options);
        _metrics = new SamplingMetrics(meters, time, _queue, options.Workers);
        _workers =
        [
            .. Enumerable.Range(0, options.Workers)
                .Select(i => new TileWorker(_queue, runner(_metrics), options, _metrics, time, i)),
        ];
    }

    /// <summary>How long the slowest of the tiles under way has taken so far; zero when there is none.</summary>
    public TimeSpan LongestTile => _workers.Max(worker => worker.Elapsed);

    /// <summary>What there is to do now.</summary>
    internal QueueStatus Status => _queue.Status();

    /// <summary>Number of noise tables that were made.</summary>
    internal int TablesMade => _noise.Made;

    /// <summary>Sets how many tiles may be under way at once; all workers may run one until this is called.</summary>
    /// <param name="tiles">In [1, the number of workers].</param>
    public void Allow(int tiles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tiles, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tiles, _options.Workers);
        _queue.Allow(tiles);
    }

    /// <summary>Queues a range of draws. The noise table is made after that, so the source is there at once.</summary>
    /// <param name="request">What to count.</param>
    /// <returns>The source, and the counts as they come.</returns>
    /// <exception cref="QueueFullException">Too many requests are under way, or they hold too many bytes.</exception>
    /// <exception cref="OperationCanceledException">The sampler is stopping.</exception>
    public SampleRun Start(SampleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var model = request.Model.Model ?? throw new ArgumentException("the model was refused", nameof(request));
        ArgumentOutOfRangeException.ThrowIfNotEqual(request.Levels.Length, model.Manifest.Dimension);
        var source = SourceOf(request, model);
        var least = Math.Max(1, request.ReportEvery);
        var job = new SampleJob(model, request.Range, WindowPerWorker * _options.Workers, least)
        {
            Measures = _metrics.Accepted(model),
        };
        _queue.Add(job);
        var preparation = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        _ = PrepareAsync(job, request.Levels, source, preparation.Token);
        return new SampleRun(source, ReportAsync(job, request.ReportEvery), _queue, job, preparation);
    }

    /// <summary>Ends all requests and stops the workers after the tiles they are at.</summary>
    /// <remarks>A tile that goes on for longer than ten seconds is left to the end of the process.</remarks>
    public void Dispose()
    {
        if (_stopping.IsCancellationRequested)
            return;
        _queue.Close();
        _stopping.Cancel();
        var started = _time.GetTimestamp();
        foreach (var worker in _workers)
        {
            var left = StopLimit - _time.GetElapsedTime(started);
            worker.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        _stopping.Dispose();
        _noise.Dispose();
        _metrics.Dispose();
    }

    private async Task PrepareAsync(
        SampleJob job, int[] levels, SampleSource source, CancellationToken cancellation)
    {
        try
        {
            var noise = await _noise.GetAsync(source.Law, source.Grid, cancellation).ConfigureAwait(false);
            _queue.Provide(job, new NoisyInput(noise, levels, source.Seed));
        }
#pragma warning disable CA1031 // Nobody awaits this task: whoever reads the counts is told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _queue.FailAtStart(job, exception);
        }
    }

    private static SampleSource SourceOf(SampleRequest request, LoadedModel model)
    {
        var (manifest, digest) = (model.Manifest, Digest.OfLevels(request.Levels));
        return new(
            $"models/{request.Model.Name}", manifest.Version, model.Digest, digest, manifest.Dimension,
            manifest.Classes, request.Law, manifest.Grid,
            GridNoise.Slack(request.Law, manifest.Grid, manifest.Dimension), request.RunSeed,
            Seed.ForInput(request.RunSeed, digest), NoisyInput.GeneratorName, model.Fingerprint);
    }

    private async IAsyncEnumerable<ClassCounts> ReportAsync(
        SampleJob job, long reportEvery, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            var more = _queue.TryReport(job, out var counts, out var failure);
            if (counts is not null)
                yield return counts;
            if (failure is not null)
                throw failure;
            if (!more)
                yield break;
            if (counts is not null && reportEvery == 0)
                await PauseAsync(job, cancellation);
            else
                await job.Progress.ReadAsync(cancellation);
        }
    }

    /// <summary>Waits until the next report is due, or the job has ended.</summary>
    private async Task PauseAsync(SampleJob job, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(job.WhenEnded, Task.Delay(ReportInterval, _time, timer.Token));
        await timer.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }
}
