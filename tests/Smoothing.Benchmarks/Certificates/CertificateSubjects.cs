using Smoothing.Benchmarks.Measuring;
using Smoothing.Certification;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Numerics;
using Wire = Smoothing.V1;

namespace Smoothing.Benchmarks.Certificates;

/// <summary>What is measured of certificates. Every repetition is about other inputs.</summary>
internal static class CertificateSubjects
{
    /// <summary>What is asked for with one radius alone.</summary>
    public static IReadOnlyList<double> Euclidean { get; } = [2];

    /// <summary>The method of that radius.</summary>
    public static IReadOnlyCollection<RadiusMethod> NeymanPearson { get; } = [RadiusMethod.NeymanPearson];

    /// <summary>The peer's loop; it is compared with the same numbers of this library.</summary>
    public static Subject Peer(PeerLoop peer, int inputs) => new(
        $"peer: {peer.Library} + scipy, one input after another", inputs, async repetition =>
        {
            var first = repetition * inputs;
            var (spent, sum) = await peer.RunAsync(Enumerable.Range(first, inputs).Select(VariedCounts.Top));
            var own = Enumerable.Range(first, inputs).Sum(input => Radius(VariedCounts.Top(input), slack: 0));
            return Math.Abs(own - sum) <= 1e-9 * sum
                ? spent
                : throw new InvalidOperationException($"the peer's radii add up to {sum:R}, these to {own:R}");
        });

    /// <summary>What the peer's loop computes: a bound and a radius for each count.</summary>
    public static Subject Numbers(int inputs) => new(
        "bounds and radius: Clopper-Pearson, Neyman-Pearson", inputs, repetition => Spent.OfAsync(() =>
        {
            var first = repetition * inputs;
            for (var input = first; input < first + inputs; input++)
                Radius(VariedCounts.Top(input), slack: 1e-9);
            return Task.CompletedTask;
        }));

    /// <summary>Certificates with that radius alone.</summary>
    public static Subject Tight(int inputs) => Certificates(
        "certificate: Clopper-Pearson, Neyman-Pearson in l2", inputs,
        evidence => Certify(evidence, Euclidean, NeymanPearson));

    /// <summary>Certificates with everything.</summary>
    public static Subject Everything(int inputs) => Certificates(
        "certificate: every method, in l1, l2 and l∞", inputs, evidence => Certify(evidence, Norms.Usual, null));

    /// <summary>The same through gRPC, in batches of 1,000.</summary>
    public static Subject Calls(CertifierCalls calls, int batches) => new(
        "the same through gRPC, in batches of 1,000, client included", batches * 1000, repetition =>
        {
            var requests = Batches(repetition * batches, batches);
            return Spent.OfAsync(async () =>
            {
                foreach (var request in requests)
                    await calls.CertifyAsync(request);
            });
        });

    /// <summary>What the certifier alone takes for those batches.</summary>
    public static Subject Process(CertifierProcess certifier, int batches) => new(
        "the same, the certifier's process alone", batches * 1000,
        repetition => certifier.CertifyAsync(Batches(repetition * batches, batches)));

    public static Certificate Certify(
        Evidence evidence, IReadOnlyList<double> norms, IReadOnlyCollection<RadiusMethod>? radii) =>
        CountsCertifier.Certify(evidence, VariedCounts.Error, IntervalMethod.ClopperPearson, norms, radii);

    /// <summary>Bytes that stay when the certificates of some inputs are kept, without their evidence.</summary>
    public static double Kept(int inputs, Func<Evidence, Certificate> certify)
    {
        var evidence = VariedCounts.Evidence(0, inputs);
        var kept = new Certificate[inputs];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < inputs; i++)
            kept[i] = certify(evidence[i]);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        GC.KeepAlive(evidence);
        return (after - before) / (double)inputs;
    }

    private static Wire.BatchCertifyCountsRequest[] Batches(int first, int count) =>
    [
        .. Enumerable.Range(first, count)
            .Select(batch => BatchRequests.Of(VariedCounts.Evidence(batch * 1000, 1000))),
    ];

    private static Subject Certificates(string name, int inputs, Func<Evidence, Certificate> certify) =>
        new(name, inputs, repetition =>
        {
            var evidence = VariedCounts.Evidence(repetition * inputs, inputs);
            return Spent.OfAsync(() =>
            {
                foreach (var one in evidence)
                    certify(one);
                return Task.CompletedTask;
            });
        });

    // Two classes at worst: p2 = q1, so that the other quantile is minus this one.
    private static double Radius(long top, double slack)
    {
        var counts = new IntervalCounts(top, 0, VariedCounts.Draws, 2);
        var bounds = ProbabilityBounds.Of(
            IntervalMethod.ClopperPearson.Bounds(counts, VariedCounts.Error), IntervalMethod.ClopperPearson,
            VariedCounts.Error, slack);
        return bounds.HasMajority
            ? Directed.MultiplyDown(
                VariedCounts.Deviation, UnitTail.StandardNormal.UpperTailLowerBound(bounds.TopComplementUpper))
            : 0;
    }
}
