using Google.Rpc;
using Grpc.Core;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Laws;
using Smoothing.Sampler.Calls;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling.Tests;

public sealed class SchedulingTests
{
    private const int Slow = 1;

    private static readonly ModelEntry Linear = Fixtures.Load("linear_3", 3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_model_that_throws_ends_its_job_after_all_tiles_before(int workers)
    {
        using var model = new Disposing(Fixtures.Load("throws_high", 3));
        using var engine = Fixtures.Engine(workers);
        var request = Fixtures.Request(model.Entry, new DrawRange(5, 100_000), deviation: 0.65);
        var before = FirstTileThatThrows(request) * Fixtures.TileSize;
        Assert.InRange(before, 10 * Fixtures.TileSize, 90_000);
        var counted = new List<ClassCounts>();
        using var run = engine.Start(request);
        var failure = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (var counts in run.Counts)
                counted.Add(counts);
        });
        Assert.Equal("forward", failure.Check);
        Assert.Contains("an input is above 3", failure.Message, StringComparison.Ordinal);
        var expected = Recomputed.Counts(
            request with { Range = new DrawRange(5, before - 5) }, 3, Recomputed.Linear);
        Fixtures.AssertEqual(expected, counted.Aggregate((a, b) => a.Then(b)));
    }

    [Fact]
    public async Task A_model_that_throws_ends_no_other_job()
    {
        using var model = new Disposing(Fixtures.Load("throws_high", 3));
        using var engine = Fixtures.Engine(workers: 2);
        var good = Fixtures.Request(Linear, new DrawRange(0, 20_000));
        using var run = engine.Start(good);
        using var failing = engine.Start(Fixtures.Request(model.Entry, new DrawRange(0, 100_000), deviation: 3));
        await Assert.ThrowsAsync<ModelException>(failing.TotalAsync);
        Fixtures.AssertEqual(Recomputed.Counts(good, 3, Recomputed.Linear), await run.TotalAsync());
    }

    [Fact]
    public async Task A_disposed_run_starts_no_further_tile()
    {
        using var model = new Disposing(Fixtures.Load("slow_3", 3, Slow));
        using var engine = Fixtures.Engine(workers: 1);
        var run = engine.Start(Fixtures.Request(model.Entry, new DrawRange(0, 1_000_000), reportEvery: 1));
        var first = await run.Counts.FirstAsync(Cancellation);
        run.Dispose();
        var started = run.TilesStarted;
        // The one worker answers another run, so it is done with the tile that was under way.
        await engine.CountAsync(Fixtures.Request(Linear, new DrawRange(0, 100)));
        Assert.Equal(started, run.TilesStarted);
        Assert.InRange(started, first.Range.Count, first.Range.Count + 1);
    }

    [Fact]
    public async Task A_disposed_run_reports_that_it_is_cancelled()
    {
        using var engine = Fixtures.Engine();
        using var run = engine.Start(Fixtures.Request(Linear, new DrawRange(0, 100_000_000)));
        await using var counts = run.Counts.GetAsyncEnumerator(Cancellation);
        Assert.True(await counts.MoveNextAsync());
        run.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await counts.MoveNextAsync())
            {
                // What was counted before may still come.
            }
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000_000)]
    public async Task Waiting_for_a_report_ends_when_the_reader_gives_up(long reportEvery)
    {
        using var engine = Fixtures.Engine();
        using var run = engine.Start(Fixtures.Request(Linear, new DrawRange(0, 100_000_000), reportEvery));
        using var cancelled = new CancellationTokenSource();
        var reading = run.Counts.CountAsync(cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_full_queue_refuses_and_has_room_again_once_a_run_is_disposed()
    {
        using var engine = Fixtures.Engine(workers: 1, queueLimit: 2);
        var request = Fixtures.Request(Linear, new DrawRange(0, 1_000_000));
        using var one = engine.Start(request);
        var other = engine.Start(request);
        var full = Assert.Throws<QueueFullException>(() => engine.Start(request));
        Assert.Equal("2 requests are under way, which is all that this sampler takes at once", full.Message);
        Assert.Equal((false, true), (full.IsOfBytes, full.MayFitLater));
        other.Dispose();
        await engine.CountAsync(request with { Range = new DrawRange(0, 10) });
    }

    [Fact]
    public void Requests_that_hold_too_much_together_are_refused_until_one_has_ended()
    {
        // 4 coordinates and 3 classes of 8 bytes, and the answers of two tiles of 16 draws: 184 bytes each.
        using var engine = new SamplingEngine(new SamplingOptions(1, 8) { QueueBytes = 400 }, TimeProvider.System);
        var request = Fixtures.Request(Linear, new DrawRange(0, 1_000_000));
        using var one = engine.Start(request);
        var other = engine.Start(request);
        Assert.Equal((2, 368), (engine.Status.Requests, engine.Status.Bytes));

        var full = Assert.Throws<QueueFullException>(() => engine.Start(request));

        Assert.Equal(
            "the request would hold 184 bytes; all requests of this sampler hold at most 400, and those under way "
                + "leave 32",
            full.Message);
        Assert.Equal((true, true), (full.IsOfBytes, full.MayFitLater));
        Assert.NotNull(SamplerErrors.Full(full).GetRpcStatus()!.GetDetail<RetryInfo>());
        other.Dispose();
        using var next = engine.Start(request);
    }

    [Fact]
    public void A_request_that_never_fits_is_not_to_be_tried_again()
    {
        using var engine = new SamplingEngine(new SamplingOptions(1, 8) { QueueBytes = 183 }, TimeProvider.System);

        var full = Assert.Throws<QueueFullException>(() =>
            engine.Start(Fixtures.Request(Linear, new DrawRange(0, 1_000_000))));

        Assert.Equal(
            "the request would hold 184 bytes; all requests of this sampler hold at most 183, so that it never fits",
            full.Message);
        Assert.False(full.MayFitLater);
        Assert.Null(SamplerErrors.Full(full).GetRpcStatus());
    }

    [Fact]
    public async Task A_run_that_is_counted_gives_its_place_back_before_it_is_read()
    {
        using var engine = Fixtures.Engine(workers: 1, queueLimit: 1);
        var request = Fixtures.Request(Linear, new DrawRange(0, 2000), reportEvery: 10);
        var unread = new List<SampleRun>();
        while (unread.Count < 5)
        {
            try
            {
                unread.Add(engine.Start(request));
            }
            catch (QueueFullException)
            {
                await Task.Delay(1, Cancellation);
            }
        }

        var expected = Recomputed.Counts(request, 3, Recomputed.Linear);
        foreach (var run in unread)
        {
            Fixtures.AssertEqual(expected, await run.TotalAsync());
            run.Dispose();
        }
    }

    [Fact]
    public async Task A_run_that_failed_gives_its_place_back_before_it_is_read()
    {
        using var model = new Disposing(Fixtures.Load("throws_high", 3));
        using var engine = Fixtures.Engine(workers: 2, queueLimit: 1);
        using var failing = engine.Start(Fixtures.Request(model.Entry, new DrawRange(0, 100_000), deviation: 3));
        var good = Fixtures.Request(Linear, new DrawRange(0, 100));
        ClassCounts? counts = null;
        while (counts is null)
        {
            try
            {
                counts = await engine.CountAsync(good);
            }
            catch (QueueFullException)
            {
                await Task.Delay(1, Cancellation);
            }
        }

        Fixtures.AssertEqual(Recomputed.Counts(good, 3, Recomputed.Linear), counts);
        await Assert.ThrowsAsync<ModelException>(failing.TotalAsync);
    }

    [Fact]
    public async Task A_source_is_there_before_its_table_and_a_refused_request_makes_none()
    {
        using var engine = Fixtures.Engine(workers: 1, queueLimit: 1);
        using var run = engine.Start(Wide(0));
        Assert.Equal(0, engine.TablesMade);
        Assert.Equal(0, run.TilesStarted);
        Assert.NotNull(run.Source.Fingerprint);
        Assert.Throws<QueueFullException>(() => engine.Start(Wide(1)));
        Fixtures.AssertEqual(Recomputed.Counts(Wide(0), 3, Recomputed.Linear), await run.TotalAsync());
        Assert.Equal(1, engine.TablesMade);
    }

    [Fact]
    public async Task Requests_of_one_law_share_a_table_and_those_that_end_while_they_wait_make_none()
    {
        using var engine = Fixtures.Engine(workers: 1, queueLimit: 4);
        using var one = engine.Start(Wide(0));
        using var same = engine.Start(Wide(0));
        var given = engine.Start(Wide(1));
        var up = engine.Start(Wide(2));
        Assert.Throws<QueueFullException>(() => engine.Start(Wide(3)));
        given.Dispose();
        up.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(up.TotalAsync);
        Fixtures.AssertEqual(await one.TotalAsync(), await same.TotalAsync());
        Assert.Equal(1, engine.TablesMade);
        await engine.CountAsync(Fixtures.Request(Linear, new DrawRange(0, 10)));
        Assert.Equal(2, engine.TablesMade);
    }

    [Fact]
    public async Task An_input_that_is_not_on_the_grid_fails_its_own_run()
    {
        using var engine = Fixtures.Engine(workers: 1, queueLimit: 1);
        var good = Fixtures.Request(Linear, new DrawRange(0, 10));
        using (var run = engine.Start(good with { Levels = [0, 0, 0, 256] }))
            await Assert.ThrowsAsync<ArgumentException>(run.TotalAsync);
        await engine.CountAsync(good);
    }

    [Fact]
    public async Task Two_runs_share_a_worker_in_turns()
    {
        using var model = new Disposing(Fixtures.Load("slow_3", 3, Slow));
        using var engine = Fixtures.Engine(workers: 1);
        using var one = engine.Start(Fixtures.Request(model.Entry, new DrawRange(0, 1000), reportEvery: 1));
        using var other = engine.Start(Fixtures.Request(model.Entry, new DrawRange(0, 5), reportEvery: 5));
        await other.TotalAsync();
        // While the other took five turns, this one took as many, and up to two before and after.
        Assert.InRange(one.TilesStarted, 4, 8);
    }

    [Fact]
    public async Task An_engine_that_stops_cancels_its_runs_and_takes_no_more()
    {
        var engine = Fixtures.Engine(workers: 2);
        var request = Fixtures.Request(Linear, new DrawRange(0, 100_000_000));
        using var run = engine.Start(request);
        var reading = run.TotalAsync();
        engine.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.ThrowsAny<OperationCanceledException>(() => engine.Start(request));
    }

    [Fact]
    public async Task A_model_that_is_disposed_under_a_run_is_released_after_its_last_tile()
    {
        var model = Fixtures.Load("slow_3", 3, Slow);
        using var engine = Fixtures.Engine(workers: 1);
        using var run = engine.Start(Fixtures.Request(model, new DrawRange(0, 1000), reportEvery: 1));
        await run.Counts.FirstAsync(Cancellation);
        model.Model!.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(run.TotalAsync);
    }

    [Fact]
    public async Task A_model_may_write_into_its_input()
    {
        using var file = new Crafted("y = torch.mul_(x, 2.)", "return (self).logits(y, )");
        using var model = new Disposing(new ModelEntry("crafted", LoadedModel.Load(
            Fixtures.Manifest("crafted", 3), File.ReadAllBytes(file.File), "cpu")));
        using var engine = Fixtures.Engine(workers: 2);
        var request = Fixtures.Request(model.Entry, new DrawRange(0, 1000));
        var expected = Recomputed.Counts(
            request, 3, numbers => Recomputed.Linear([.. numbers.Select(number => number * 2f)]));
        Fixtures.AssertEqual(expected, await engine.CountAsync(request));
    }

    [Theory]
    [InlineData(new[] { 1f, 2f, 0f }, 1)]
    [InlineData(new[] { 2f, 2f, 0f }, null)]
    [InlineData(new[] { 2f, 2f, 3f }, 2)]
    [InlineData(new[] { 3f, 2f, 3f }, null)]
    [InlineData(new[] { 0f, -0f }, null)]
    [InlineData(new[] { 5f, float.NaN }, null)]
    [InlineData(new[] { float.NaN, 5f }, null)]
    [InlineData(new[] { float.PositiveInfinity, 5f }, 0)]
    [InlineData(new[] { float.PositiveInfinity, float.PositiveInfinity }, null)]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity }, null)]
    [InlineData(new[] { float.NegativeInfinity, -1e38f }, 1)]
    public void An_answer_is_the_one_largest_number(float[] outputs, int? answer) =>
        Assert.Equal(answer, TileAnswers.Answer(outputs));

    /// <summary>A request whose table takes a good part of a second: some 2,000 grid steps.</summary>
    // The table that takes longest: seconds.
    private static SampleRequest Wide(int index) => Fixtures.Request(Linear, new DrawRange(0, 50)) with
    {
        Law = NoiseLaw.GeneralizedGaussian(2.5 + index / 16.0, Math.BitIncrement(1)),
    };

    private static long FirstTileThatThrows(SampleRequest request)
    {
        var noise = Draws.Tables.GridNoise.Of((GaussianLaw)request.Law, request.Model.Manifest!.Grid);
        var seed = Draws.Identity.Seed.ForInput(
            request.RunSeed, Draws.Identity.Digest.OfLevels(request.Levels));
        var input = new Draws.Generator.NoisyInput(noise, request.Levels, seed);
        var numbers = new float[4];
        for (var draw = 0L; ; draw++)
        {
            input.Write(draw, numbers);
            if (numbers.Any(number => number > 3f))
                return draw / Fixtures.TileSize;
        }
    }
}
