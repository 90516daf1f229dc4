using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>
/// What a certificate allocates besides what it consists of; no other thread counts. The row with the least of many is
/// looked at: what every certificate allocates is in each row.
/// </summary>
public sealed class AllocationTests
{
    private const int Rows = 100, RowLength = 100;

    // Two texts in memory that is given back, and a list of violations are 96 bytes. Code that the compiler has not yet
    // optimised, on a busy machine, was seen to allocate 840; strings that are joined would be thousands.
    private const int Allowance = 1024;

    private static readonly RadiusMethod[] NeymanPearson = [RadiusMethod.NeymanPearson];

    public static TheoryData<string> Laws => ["gaussian:0.25", "laplace:0.2", "uniform:0.5"];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Certificate_of_one_radius_allocates_what_it_consists_of(string law) =>
        Assert.InRange(Besides(law, NeymanPearson), 0, Allowance);

    [Theory]
    [MemberData(nameof(Laws))]
    public void Certificate_of_every_method_allocates_what_it_consists_of(string law) =>
        Assert.InRange(Besides(law, null), 0, Allowance);

    [Fact]
    public void Words_of_an_abstention_are_all_that_it_allocates() =>
        Assert.InRange(Besides("gaussian:0.25", null, top: 500), 0, Allowance);

    // Bytes of a certificate, without those of its copy.
    private static long Besides(string law, RadiusMethod[]? radii, long top = 990)
    {
        Assert.True(LawText.TryRead(law, out var read, out _));
        var evidence = Samples.Evidence(
            Samples.SourceOf(read, Grid.EightBit, [1, 2, 3], 3), [100, 0, 0], [top, 990 - top, 0], unusable: 10);
        var certificate = Certify();
        return Least(() => Certify()) - Least(() => Copy(certificate));

        Certificate Certify() =>
            CountsCertifier.Certify(evidence, 0.001, IntervalMethod.ClopperPearson, Norms.Usual, radii);
    }

    private static long Least(Func<Certificate> make)
    {
        var least = long.MaxValue;
        for (var row = 0; row < Rows; row++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < RowLength; i++)
                GC.KeepAlive(make());
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / RowLength);
        }

        return least;
    }

    // Of everything that was made for it: evidence, method and issuer were there before.
    private static Certificate Copy(Certificate certificate) => certificate with
    {
        Bounds = certificate.Bounds! with { Witness = certificate.Bounds.Witness with { } },
        Outcome = certificate.Outcome is Claims claims ? new Claims(Copy(claims.Balls)) : certificate.Outcome with { },
        Statement = new string(certificate.Statement.AsSpan()),
    };

    private static ImmutableArray<Ball> Copy(ImmutableArray<Ball> balls)
    {
        var copies = new Ball[balls.Length];
        for (var i = 0; i < copies.Length; i++)
        {
            // Witnesses that name a ball are the same for all certificates.
            copies[i] = balls[i].Witness is ParentWitness
                ? balls[i] with { }
                : balls[i] with { Witness = balls[i].Witness with { } };
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(copies);
    }
}
