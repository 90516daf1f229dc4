using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Smoothing.Draws.Counting;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Tests;

/// <summary>Counts are a function of the draws: nothing about how they were asked for or worked on changes them.
/// </summary>
public sealed class SameCountsTests
{
    private static readonly ModelEntry Linear = Fixtures.Load("linear_3", 3);
    private static readonly ModelEntry OtherTiles = Fixtures.Load("linear_3", 3, tileSize: 7);

    private static readonly Gen<Way> Ways =
        from first in Gen.Choose(0, 100)
        from lengths in Gen.NonEmptyListOf(Gen.Choose(1, 80))
        from order in Gen.Shuffle(Enumerable.Range(0, Math.Min(lengths.Count, 5)).ToArray())
        from workers in Gen.ArrayOf(Gen.Choose(1, 3), order.Length)
        from reports in Gen.ArrayOf(Gen.Elements(0L, 1L, 17L, 1000L), order.Length)
        from tenants in Gen.Choose(0, 3)
        select new Way(first, [.. lengths.Take(order.Length)], [.. order], [.. workers], [.. reports], tenants);

    [Property(MaxTest = 25)]
    public Property Workers_tenants_reports_splits_order_and_restarts_do_not_change_them() =>
        Prop.ForAll(Ways.ToArbitrary(), async way =>
        {
            var pieces = await way.CountAsync(Linear);

            var joined = pieces.OrderBy(piece => piece.Range.First).Aggregate((a, b) => a.Then(b));
            var request = Fixtures.Request(Linear, joined.Range);
            Assert.Equal(way.Lengths.Sum(), joined.Range.Count);
            Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), joined);
        });

    [Property(MaxTest = 10)]
    public Property Requests_under_way_at_once_get_what_each_gets_alone() => Prop.ForAll(
        Gen.NonEmptyListOf(Gen.Zip(Gen.Choose(0, 500), Gen.Choose(1, 200))).Select(ranges => ranges.Take(6).ToArray())
            .ToArbitrary(),
        async ranges =>
        {
            using var engine = Fixtures.Engine(workers: 2);
            SampleRequest[] requests =
            [
                .. ranges.Select((range, i) => Fixtures.Request(
                    i % 2 == 0 ? Linear : OtherTiles, new DrawRange(range.Item1, range.Item2), seed: (uint)i)),
            ];

            var together = await Task.WhenAll(requests.Select(engine.CountAsync));

            foreach (var (request, counts) in requests.Zip(together))
                Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), counts);
        });

    /// <summary>How a range is counted.</summary>
    /// <param name="First">Its first draw.</param>
    /// <param name="Lengths">Where it is split.</param>
    /// <param name="Order">In which order the pieces are asked for.</param>
    /// <param name="Workers">[piece]: workers of the engine that counts it; another number is a restart.</param>
    /// <param name="Reports">[piece]: how often it is reported.</param>
    /// <param name="Tenants">Requests of others that are under way all the time.</param>
    private sealed record Way(
        long First,
        ImmutableArray<int> Lengths,
        ImmutableArray<int> Order,
        ImmutableArray<int> Workers,
        ImmutableArray<long> Reports,
        int Tenants)
    {
        public async Task<List<ClassCounts>> CountAsync(ModelEntry model)
        {
            var pieces = new List<ClassCounts>();
            var next = 0;
            while (next < Order.Length)
            {
                var workers = Workers[next];
                using var engine = Fixtures.Engine(workers);
                var tenants = Enumerable.Range(1, Tenants).Select(seed => engine.Start(
                    Fixtures.Request(
                        seed % 2 == 0 ? model : OtherTiles, new DrawRange(seed, 1_000_000), seed: (uint)(100 + seed))))
                    .ToList();
                for (; next < Order.Length && Workers[next] == workers; next++)
                {
                    var piece = Order[next];
                    var range = new DrawRange(First + Lengths.Take(piece).Sum(), Lengths[piece]);
                    pieces.Add(await engine.CountAsync(Fixtures.Request(model, range, Reports[next])));
                }

                tenants.ForEach(tenant => tenant.Dispose());
            }

            return pieces;
        }
    }
}
