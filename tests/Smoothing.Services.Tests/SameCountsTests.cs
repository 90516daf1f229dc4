using Smoothing.Client.Counting;
using Smoothing.Client.Retrying;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;

namespace Smoothing.Services.Tests;

public sealed class SameCountsTests(SharedServices shared) : ServicesTest(shared)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(1000)]
    [InlineData(100_000_000)]
    public async Task Reports_do_not_change_the_counts(long reportEvery)
    {
        var request = Requests.Counts("linear_3", 5, 3000, reportEvery);

        Assert.Equal(Recomputed.Linear(request), await Sampler.CountAsync(request));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(299)]
    public async Task A_range_may_be_split_anywhere(long at)
    {
        var (first, whole) = (21L, 300L);

        var before = await Sampler.CountAsync(Requests.Counts("linear_3", first, at));
        var after = await Sampler.CountAsync(Requests.Counts("linear_3", first + at, whole - at));

        Assert.Equal(Recomputed.Linear(Requests.Counts("linear_3", first, at)), before);
        Assert.Equal(Recomputed.Linear(Requests.Counts("linear_3", first + at, whole - at)), after);
        var joined = Enumerable.Range(0, 3).Select(one => Of(before, one) + Of(after, one));
        var expected = Recomputed.Linear(Requests.Counts("linear_3", first, whole));
        Assert.Equal(Enumerable.Range(0, 3).Select(one => Of(expected, one)), joined);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Workers_do_not_change_the_counts(int workers)
    {
        using var models = new ModelFolder().With("linear_3");
        await using var sampler = await RunningSampler.StartAsync(models, RunningSampler.Workers(workers));
        var request = Requests.Counts("linear_3", 5, 20_000, reportEvery: 100);

        Assert.Equal(Recomputed.Linear(request), await sampler.Client.CountAsync(request));
    }

    [Fact]
    public async Task The_last_draws_of_a_seed_are_counted()
    {
        var request = Requests.Counts("linear_3", (1L << 32) - 40, 40);

        Assert.Equal(Recomputed.Linear(request), await Sampler.CountAsync(request));
    }

    [Fact]
    public async Task The_same_input_as_levels_and_as_binary32_has_the_same_counts_and_source()
    {
        var levels = Requests.Counts("linear_3", 0, 500);
        var numbers = levels.With(request => request.Input.Binary32 =
            Requests.Binary32([.. request.Input.Levels.Select(level => level / 255f)]));

        Assert.Equal(
            await Reader.CountAsync(levels, null, Cancelled), await Reader.CountAsync(numbers, null, Cancelled));
    }

    [Fact]
    public async Task A_stop_and_a_restart_in_the_middle_lose_nothing_and_count_nothing_twice()
    {
        // Ten tiles of about 190 ms: the stop comes after the first.
        using var models = new ModelFolder().With("slow_3", tileSize: 16);
        var request = Requests.Counts("slow_3", 3, 160, reportEvery: 1);
        var first = await RunningSampler.StartAsync(models, RunningSampler.Workers(1));
        var reader = new CountsReader(first.Client, RetryOptions.Default, TimeProvider.System);
        var progress = new Progress();
        var counting = reader.CountAsync(request, progress, Cancelled);
        await progress.First.WaitAsync(Cancelled);

        await first.StopAsync();

        Assert.InRange(progress.Draws, 1, 159);
        await using var second = await RunningSampler.StartAsync(models, RunningSampler.Port(first.Endpoint.Port));
        var counted = await counting;
        await first.DisposeAsync();
        Assert.Equal(Recomputed.Linear(request), Assert.Single(counted.Counts));
        Assert.Equal(160, progress.Draws);
    }

    private static long Of(V1.ClassCounts counts, int label) =>
        counts.Counts.SingleOrDefault(one => one.Class == label)?.Count ?? 0;
}
