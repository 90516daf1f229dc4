using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling.Tests.Scheduling;

/// <summary>The bounds that the remarks of <see cref="Turns"/> prove.</summary>
public sealed class TurnsTests
{
    private const int Endless = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_new_job_has_all_its_tiles_after_twice_as_many_whatever_the_large_ones(int tiles)
    {
        var turns = new Turns();
        for (var i = 0; i < 60; i++)
            turns.Add(Waiting.Job(Endless));
        for (var i = 0; i < 60 * 10; i++)
            Waiting.Serve(turns.Next()!);
        var small = Waiting.Job(tiles);
        turns.Add(small);

        Assert.InRange(TakenUntilAllStarted(turns, small, tiles), tiles, 2 * tiles);
    }

    [Fact]
    public void A_large_job_goes_on_beside_an_endless_row_of_small_ones()
    {
        var turns = new Turns();
        var large = Waiting.Job(Endless);
        turns.Add(large);
        for (var i = 0; i < 100; i++)
            Waiting.Serve(turns.Next()!);
        var small = Waiting.Job(2);
        turns.Add(small);
        for (var taken = 0; taken < 1000; taken++)
        {
            Waiting.Serve(turns.Next()!);
            if (!small.Ended)
                continue;
            turns.Remove(small);
            turns.Add(small = Waiting.Job(2));
        }

        // At most two jobs are there, so one of four tiles is the large one's.
        Assert.InRange(large.Started, 100 + 250, 100 + 1000);
    }

    [Property(MaxTest = 100)]
    public Property Each_job_gets_one_of_twice_as_many_tiles_as_there_are_jobs() => Prop.ForAll(Arrivals, arrivals =>
    {
        var (turns, waited, jobs) = (new Turns(), new Dictionary<SampleJob, int>(), 0);
        foreach (var (tiles, taken) in arrivals)
        {
            var job = Waiting.Job(tiles);
            turns.Add(job);
            waited[job] = 0;
            jobs = Math.Max(jobs, turns.Count);
            for (var i = 0; i < taken && turns.Next() is { } next; i++)
            {
                Waiting.Serve(next);
                foreach (var other in waited.Keys)
                    waited[other] = other == next ? 0 : waited[other] + 1;
                if (next.Ended && turns.Remove(next))
                    waited.Remove(next);
                Assert.All(waited.Values, without => Assert.InRange(without, 0, 2 * jobs - 1));
            }
        }
    });

    [Property(MaxTest = 100)]
    public Property A_new_job_waits_for_what_others_have_yet_to_start_and_no_more() => Prop.ForAll(Arrivals, arrivals =>
    {
        var (turns, jobs) = (new Turns(), new List<SampleJob>());
        foreach (var (_, taken) in arrivals)
        {
            jobs.Add(Waiting.Job(Endless));
            turns.Add(jobs[^1]);
            for (var i = 0; i < taken; i++)
                Waiting.Serve(turns.Next()!);
        }

        var tiles = arrivals[0].Tiles;
        var missing = jobs.Sum(job => Math.Max(0, tiles - job.Started));
        var small = Waiting.Job(tiles);
        turns.Add(small);
        Assert.InRange(TakenUntilAllStarted(turns, small, tiles), tiles, 2 * (tiles + missing));
    });

    [Fact]
    public void A_tile_that_is_run_again_comes_first_and_is_no_turn()
    {
        var turns = new Turns();
        SampleJob[] jobs = [Waiting.Job(Endless), Waiting.Job(Endless), Waiting.Job(Endless)];
        foreach (var job in jobs)
            turns.Add(job);
        Waiting.Serve(jobs[2]);
        var tile = jobs[2].TakeTile(limit: 2);
        Waiting.Serve(jobs[2]);
        jobs[2].Return(tile);

        Assert.True(turns.HasAgain);
        Assert.Same(jobs[2], turns.Next());
        Assert.Equal(tile.Index, jobs[2].TakeTile(limit: 1).Index);
        Assert.False(turns.HasAgain);
        Assert.Same(jobs[0], turns.Next());
    }

    // How many tiles a job has, and how many are taken before the next one comes.
    private static Arbitrary<(int Tiles, int Taken)[]> Arrivals =>
        Gen.Zip(Gen.Choose(1, 40), Gen.Choose(0, 60)).NonEmptyListOf().Select(jobs => jobs.ToArray()).ToArbitrary();

    private static int TakenUntilAllStarted(Turns turns, SampleJob job, int tiles)
    {
        var taken = 0;
        for (; job.Started < tiles; taken++)
            Waiting.Serve(turns.Next()!);
        return taken;
    }
}
