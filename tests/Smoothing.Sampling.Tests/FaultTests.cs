using Smoothing.Draws.Counting;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Tests.Scheduling;

namespace Smoothing.Sampling.Tests;

/// <summary>
/// Requests that go wrong, while another is under way from before to after: of the two workers one is held at a tile of
/// the other request until the fault is over.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private const long HeldTile = 100;

    private static readonly ModelEntry Linear = Fixtures.Load("linear_3", 3);

    private readonly SemaphoreSlim _held = new(0), _over = new(0);
    private readonly SamplingEngine _engine;

    public FaultTests() => _engine = new SamplingEngine(
        new SamplingOptions(2, 8), TimeProvider.System, metrics => new InjectedRunner(metrics, tile =>
        {
            if (tile.Job.Model != Linear.Model || tile.Index != HeldTile)
                return;
            _held.Release();
            _over.Wait();
        }));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_model_that_throws_after_some_calls_ends_its_request_there() => BesideAnotherAsync(async () =>
    {
        using var model = new Disposing(Fixtures.Load("throws_later", 3));
        var (counts, failure) = await FailAsync(model.Entry);
        Assert.Equal("forward", failure.Check);
        Assert.Contains("no more calls", failure.Message, StringComparison.Ordinal);
        Assert.Equal(29 * Fixtures.TileSize, counts.Range.Count);
    });

    [Theory]
    [InlineData("output_shape", "torch.zeros([1, 3])")]
    [InlineData("class_count", "torch.slice(y, 1, 0, 2)")]
    [InlineData("output_type", "torch.to(y, 7)")]
    public Task A_model_that_answers_some_inputs_in_another_form_ends_its_request_there(string check, string other) =>
        BesideAnotherAsync(async () =>
        {
            using var file = new Crafted(
                "y = (self).logits(x, )",
                "if bool(torch.any(torch.gt(x, 1.8))):",
                $"  z = {other}",
                "else:",
                "  z = y",
                "return z");
            using var model = Load(file.File);
            Assert.Equal(check, (await FailAsync(model.Entry)).Failure.Check);
        });

    [Fact]
    public Task A_model_that_answers_some_inputs_with_no_number_has_unusable_draws() => BesideAnotherAsync(async () =>
    {
        using var model = new Disposing(Fixtures.Load("nan_high", 2));
        var request = Fixtures.Request(model.Entry, new DrawRange(3, 2000)) with { Levels = [100, 140, 120, 150] };
        var counts = await _engine.CountAsync(request);
        Assert.InRange(counts.Unusable, 1, 1999);
        Fixtures.AssertEqual(Recomputed.Counts(request, 2, Recomputed.High), counts);
    });

    [Fact]
    public Task A_model_that_takes_long_for_each_tile_is_counted_all_the_same() => BesideAnotherAsync(async () =>
    {
        using var model = new Disposing(Fixtures.Load("slow_3", 3));
        var request = Fixtures.Request(model.Entry, new DrawRange(10, Fixtures.TileSize));
        Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), await _engine.CountAsync(request));
    });

    [Fact]
    public Task A_request_that_is_cancelled_leaves_the_other_alone() => BesideAnotherAsync(async () =>
    {
        using var model = new Disposing(Fixtures.Load("linear_3", 3));
        using var run = _engine.Start(Fixtures.Request(model.Entry, new DrawRange(0, 100_000_000), reportEvery: 1));
        await run.Counts.FirstAsync(Cancellation);
    });

    [Fact]
    public async Task A_model_that_keeps_memory_passes_the_checks_and_has_the_right_counts_until_there_is_none()
    {
        // Nothing that it answers tells of it; see the decisions in services/README.md.
        Assert.Null((await Fixtures.CheckAsync("keeps_inputs", Fixtures.Manifest("keeps_inputs", 3))).Refusal);
        await BesideAnotherAsync(async () =>
        {
            using var model = new Disposing(Fixtures.Load("keeps_inputs", 3));
            var request = Fixtures.Request(model.Entry, new DrawRange(0, 1000));
            Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), await _engine.CountAsync(request));
        });
    }

    public void Dispose()
    {
        _over.Release();
        _engine.Dispose();
        _held.Dispose();
        _over.Dispose();
    }

    private async Task BesideAnotherAsync(Func<Task> fault)
    {
        var good = Fixtures.Request(Linear, new DrawRange(3, 5000), reportEvery: 1);
        using var run = _engine.Start(good);
        var reading = run.TotalAsync();
        await _held.WaitAsync(Cancellation);
        await fault();
        Assert.False(reading.IsCompleted);
        _over.Release();
        Fixtures.AssertEqual(Recomputed.Counts(good, 3, Recomputed.Linear), await reading);
    }

    /// <summary>Counts a model that is linear_3 until it fails, which leaves the counts of all tiles before.</summary>
    private async Task<(ClassCounts Counts, ModelException Failure)> FailAsync(ModelEntry model)
    {
        var request = Fixtures.Request(model, new DrawRange(0, 100_000));
        using var run = _engine.Start(request);
        var counted = new List<ClassCounts>();
        var failure = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (var counts in run.Counts)
                counted.Add(counts);
        });
        var total = counted.Aggregate((a, b) => a.Then(b));
        Assert.Equal(0, total.Range.Count % Fixtures.TileSize);
        Fixtures.AssertEqual(Recomputed.Counts(request with { Range = total.Range }, 3, Recomputed.Linear), total);
        return (total, failure);
    }

    private static Disposing Load(string file) => new(new ModelEntry("crafted", LoadedModel.Load(
        Fixtures.Manifest("crafted", 3), File.ReadAllBytes(file), "cpu")));
}
