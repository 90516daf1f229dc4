using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Smoothing.Draws.Counting;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Tests;

public sealed class CountsTests
{
    private static readonly ModelEntry Linear = Fixtures.Load("linear_3", 3);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 16)]
    [InlineData(15, 2)]
    [InlineData(5, 1000)]
    [InlineData((1L << 32) - 40, 40)]
    public async Task Counts_are_those_of_the_same_arithmetic_without_an_engine(long first, long count)
    {
        using var engine = Fixtures.Engine(workers: 2);
        var request = Fixtures.Request(Linear, new DrawRange(first, count));
        Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), await engine.CountAsync(request));
    }

    [Fact]
    public async Task The_last_draw_of_a_seed_is_counted_where_its_tile_reaches_beyond()
    {
        using var model = new Disposing(Fixtures.Load("linear_3", 3, tileSize: 48));
        using var engine = Fixtures.Engine();
        var request = Fixtures.Request(model.Entry, new DrawRange(DrawRange.Limit - 20, 20));
        Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), await engine.CountAsync(request));
    }

    [Theory]
    [InlineData("nan_high")]
    [InlineData("tie_high")]
    public async Task Outputs_that_are_no_number_or_tied_are_unusable_and_nothing_else_is(string name)
    {
        using var model = new Disposing(Fixtures.Load(name, 2));
        using var engine = Fixtures.Engine(workers: 2);
        var request = Fixtures.Request(model.Entry, new DrawRange(3, 2000)) with { Levels = [100, 140, 120, 150] };
        var expected = Recomputed.Counts(request, 2, Recomputed.High);
        Assert.All(expected.ByClass.Append(expected.Unusable), count => Assert.InRange(count, 100, 1900));
        Fixtures.AssertEqual(expected, await engine.CountAsync(request));
    }

    [Fact]
    public async Task Neither_the_workers_nor_the_reports_change_the_counts()
    {
        var request = Fixtures.Request(Linear, new DrawRange(7, 3000));
        var expected = Recomputed.Counts(request, 3, Recomputed.Linear);
        foreach (var workers in (int[])[1, 2, 3])
        {
            using var engine = Fixtures.Engine(workers);
            foreach (var reportEvery in (long[])[0, 1, 17, 1000, 5000])
                Fixtures.AssertEqual(expected, await engine.CountAsync(request with { ReportEvery = reportEvery }));
        }
    }

    [Fact]
    public async Task The_tile_size_does_not_change_what_is_drawn()
    {
        var request = Fixtures.Request(Linear, new DrawRange(9, 500));
        var expected = Recomputed.Counts(request, 3, Recomputed.Linear);
        using var engine = Fixtures.Engine();
        foreach (var size in (int[])[1, 7, 64, 4096])
        {
            using var model = new Disposing(Fixtures.Load("linear_3", 3, size));
            Fixtures.AssertEqual(expected, await engine.CountAsync(request with { Model = model.Entry }));
        }
    }

    [Property(MaxTest = 20)]
    public Property A_range_may_be_split_at_any_draw() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 100), Gen.Choose(2, 200)).SelectMany(
            range => Gen.Choose(range.Item1 + 1, range.Item1 + range.Item2 - 1),
            (range, at) => (Range: new DrawRange(range.Item1, range.Item2), At: at)).ToArbitrary(),
        async split =>
        {
            using var engine = Fixtures.Engine(workers: 2);
            var whole = Fixtures.Request(Linear, split.Range);
            var (before, from) = split.Range.SplitAt(split.At);
            var joined = (await engine.CountAsync(whole with { Range = before }))
                .Then(await engine.CountAsync(whole with { Range = from }));
            Fixtures.AssertEqual(await engine.CountAsync(whole), joined);
        });

    [Fact]
    public async Task A_run_that_was_broken_off_goes_on_with_the_missing_range()
    {
        var request = Fixtures.Request(Linear, new DrawRange(3, 20_000), reportEvery: 100);
        ClassCounts counted;
        using (var engine = Fixtures.Engine(workers: 2))
        using (var run = engine.Start(request))
            counted = await run.Counts.FirstAsync(TestContext.Current.CancellationToken);
        Assert.InRange(counted.Range.Count, 1, request.Range.Count - 1);
        using var other = Fixtures.Engine(workers: 3);
        var rest = new DrawRange(counted.Range.End, request.Range.End - counted.Range.End);
        var joined = counted.Then(await other.CountAsync(request with { Range = rest }));
        Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), joined);
    }

    [Fact]
    public async Task Reports_are_adjacent_and_no_shorter_than_asked()
    {
        using var engine = Fixtures.Engine(workers: 3);
        using var run = engine.Start(Fixtures.Request(Linear, new DrawRange(5, 2000), reportEvery: 100));
        var reports = await run.Counts.ToListAsync(TestContext.Current.CancellationToken);
        Assert.All(reports.SkipLast(1), report => Assert.InRange(report.Range.Count, 100, 2000));
        Assert.Equal(5, reports[0].Range.First);
        Assert.Equal(2005, reports[^1].Range.End);
        Assert.All(reports.Zip(reports.Skip(1)), pair => Assert.Equal(pair.First.Range.End, pair.Second.Range.First));
    }

    [Fact]
    public void The_source_tells_what_fixes_the_draws()
    {
        using var engine = Fixtures.Engine();
        var request = Fixtures.Request(Linear, new DrawRange(0, 1));
        using var run = engine.Start(request);
        Assert.Equal("models/linear_3", run.Source.Model);
        Assert.Equal(4, run.Source.Dimension);
        Assert.Equal(3, run.Source.Classes);
        Assert.Equal(request.RunSeed, run.Source.RunSeed);
        Assert.InRange(run.Source.Slack, double.Epsilon, 1e-12);
        Assert.Matches(@"\A2\.10\.0\+[0-9a-f]{8}\z", run.Source.Fingerprint.EngineVersion);
        Assert.Equal(Fixtures.TileSize, run.Source.Fingerprint.TileSize);
    }
}
