using Smoothing.Draws.Counting;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Tables;
using Smoothing.Sampling.Measuring;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Scheduling;
using Smoothing.Sampling.Tests.Scheduling;

namespace Smoothing.Sampling.Tests.Measuring;

public sealed class SamplingMetricsTests : IDisposable
{
    private const string Tags = "smoothing.model=linear_3 smoothing.device=cpu";

    private static readonly ModelEntry Linear = Fixtures.Load("linear_3", 3);

    private readonly ListeningMeters _meters = new();

    public void Dispose() => _meters.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Draws_and_tiles_are_those_of_the_requests(int workers)
    {
        using var engine = Engine(workers);
        // 1000 draws from draw 5 on lie in tiles 0 to 62, and 17 from draw 15 on in tiles 0 and 1.
        await engine.CountAsync(Fixtures.Request(Linear, new DrawRange(5, 1000)));
        await engine.CountAsync(Fixtures.Request(Linear, new DrawRange(15, 17)));
        Assert.Equal([new("smoothing.sampler.draws", 1017, Tags)], _meters.Of("draws"));
        Assert.Equal([new("smoothing.sampler.tiles", 65, Tags)], _meters.Of("tiles"));
        Assert.Equal(0, _meters.Sum("unusable_draws"));
        Assert.Equal(65, _meters.Of("forward.duration").Count);
        Assert.Equal(65, _meters.Of("noise.duration").Count);
        Assert.Equal(2, _meters.Of("wait.duration").Count);
        Assert.Equal(0, _meters.Sum("active_tiles"));
        Assert.Empty(_meters.Of("failed_tiles"));
    }

    [Fact]
    public async Task Unusable_draws_are_those_that_the_counts_say()
    {
        using var model = new Disposing(Fixtures.Load("nan_high", 2));
        using var engine = Engine();
        var counts = await engine.CountAsync(Fixtures.Request(model.Entry, new DrawRange(0, 1000)));
        Assert.InRange(counts.Unusable, 1, 999);
        Assert.Equal(counts.Unusable, _meters.Sum("unusable_draws"));
        Assert.Equal(1000, _meters.Sum("draws"));
    }

    [Fact]
    public async Task A_failing_tile_is_counted_with_its_check_and_ends_as_not_active()
    {
        using var model = new Disposing(Fixtures.Load("throws_high", 3));
        using var engine = Engine();
        using (var run = engine.Start(Fixtures.Request(model.Entry, new DrawRange(0, 100_000), deviation: 3)))
            await Assert.ThrowsAsync<ModelException>(run.TotalAsync);
        var failed = Assert.Single(_meters.Of("failed_tiles"));
        Assert.Equal(1, failed.Value);
        Assert.Equal("smoothing.model=throws_high smoothing.device=cpu error.type=forward", failed.Tags);
        Assert.Equal(0, _meters.Sum("active_tiles"));
    }

    [Fact]
    public async Task A_tile_that_is_run_again_after_a_lack_of_memory_is_no_failure()
    {
        var options = new SamplingOptions(2, 8);
        using var engine = new SamplingEngine(options, TimeProvider.System, metrics => new InjectedRunner(
            metrics,
            tile =>
            {
                if (!tile.IsAlone)
                    throw new ModelException(ModelException.Memory, "there is none");
            }), _meters);
        await engine.CountAsync(Fixtures.Request(Linear, new DrawRange(0, 160)));
        Assert.Equal(1, _meters.Sum("memory_backoffs"));
        Assert.Equal(10, _meters.Sum("tiles"));
        Assert.Equal(0, _meters.Sum("active_tiles"));
        Assert.Empty(_meters.Of("failed_tiles"));
    }

    [Fact]
    public async Task Each_model_has_its_own_numbers()
    {
        using var model = new Disposing(Fixtures.Load("tie_high", 2));
        using var engine = Engine();
        await engine.CountAsync(Fixtures.Request(Linear, new DrawRange(0, 100)));
        await engine.CountAsync(Fixtures.Request(model.Entry, new DrawRange(0, 200)));
        Assert.Equal(
            [(Tags, 100), ("smoothing.model=tie_high smoothing.device=cpu", 200)],
            _meters.Of("draws").Select(measured => (measured.Tags, measured.Value)).Order());
    }

    [Fact]
    public async Task Noise_and_forward_are_the_intervals_around_their_work()
    {
        using var engine = new SamplingEngine(new SamplingOptions(1, 1), new CountingTime(), _meters);
        await engine.CountAsync(Fixtures.Request(Linear, new DrawRange(0, 16)));
        // Read when it was accepted (1), taken (4) and begun (9), before the noise (16), after it (25) and after the
        // model (36).
        Assert.Equal(3, _meters.Sum("wait.duration"));
        Assert.Equal(9, _meters.Sum("noise.duration"));
        Assert.Equal(11, _meters.Sum("forward.duration"));
    }

    [Fact]
    public void The_queue_is_seen_as_it_is()
    {
        var queue = new TileQueue(new SamplingOptions(3, 4));
        using var metrics = new SamplingMetrics(_meters, TimeProvider.System, queue, workers: 3);
        var (one, other) = (Queued(queue, metrics, 100), Queued(queue, metrics, 16));
        Assert.Equal([2, 8, 0, 3, 0], Gauges());
        Assert.True(queue.TryTake(out var first));
        metrics.Taken(first.Job);
        Assert.Equal([2, 7, 1, 3, 1], Gauges());
        Assert.True(queue.TryTake(out var second));
        metrics.Taken(second.Job);
        Assert.Equal((one, other), (first.Job, second.Job));
        Assert.Equal([2, 6, 2, 3, 2], Gauges());
        metrics.Answered(one, new int[16], metrics.Now(), metrics.Now());
        queue.Record(first);
        Assert.Equal([2, 6, 1, 3, 2], Gauges());
        queue.Remove(one);
        Assert.Equal([1, 0, 1, 3, 2], Gauges());
        metrics.Failed(other, new InvalidOperationException());
        queue.FailAt(second, new InvalidOperationException());
        Assert.Equal([0, 0, 0, 3, 2], Gauges());
        Assert.Equal($"{Tags} error.type=_OTHER", Assert.Single(_meters.Of("failed_tiles")).Tags);
    }

    [Fact]
    public void A_back_off_is_counted_for_its_model()
    {
        var queue = new TileQueue(new SamplingOptions(1, 1));
        using var metrics = new SamplingMetrics(_meters, TimeProvider.System, queue, workers: 1);
        var job = Queued(queue, metrics, 1);
        metrics.OutOfMemoryBackOff(job);
        Assert.Equal([new("smoothing.sampler.memory_backoffs", 1, Tags)], _meters.Of("memory_backoffs"));
    }

    [Fact]
    public void A_measured_tile_allocates_nothing()
    {
        var queue = new TileQueue(new SamplingOptions(1, 1));
        using var counting = new CountingListener();
        using var metrics = new SamplingMetrics(counting, TimeProvider.System, queue, workers: 1);
        var (job, answers) = (Queued(queue, metrics, 1), new int[16]);
        void Tiles(int count)
        {
            for (var tile = 0; tile < count; tile++)
            {
                metrics.Taken(job);
                var started = metrics.Now();
                metrics.Answered(job, answers, started, metrics.Now());
            }
        }

        Tiles(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Tiles(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2 * 1100 + 1, counting.Records);
    }

    [Fact]
    public async Task Two_engines_of_one_process_are_measured_apart()
    {
        using var others = new ListeningMeters();
        using var engine = Engine();
        using var other = new SamplingEngine(new SamplingOptions(1, 1), TimeProvider.System, others);
        await engine.CountAsync(Fixtures.Request(Linear, new DrawRange(0, 100)));
        await other.CountAsync(Fixtures.Request(Linear, new DrawRange(0, 30)));
        Assert.Equal((100, 30), (_meters.Sum("draws"), others.Sum("draws")));
    }

    private SamplingEngine Engine(int workers = 1) =>
        new(new SamplingOptions(workers, 8), TimeProvider.System, _meters);

    private static SampleJob Queued(TileQueue queue, SamplingMetrics metrics, long draws)
    {
        var request = Fixtures.Request(Linear, new DrawRange(0, draws));
        var job = new SampleJob(Linear.Model!, request.Range, window: 4, least: 1)
        {
            Measures = metrics.Accepted(Linear.Model!),
        };
        queue.Add(job);
        queue.Provide(job, new NoisyInput(
            GridNoise.Of(request.Law, Linear.Manifest!.Grid), request.Levels, Seed.FromNumber(1)));
        return job;
    }

    private double[] Gauges() =>
    [
        _meters.Sum("active_requests"), _meters.Sum("waiting_tiles"), _meters.Sum("active_tiles"),
        _meters.Sum("workers"), _meters.Of("wait.duration").Count,
    ];
}
