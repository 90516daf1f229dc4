using BenchmarkDotNet.Attributes;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Radii;

namespace Smoothing.Benchmarks.Certificates;

/// <summary>Certificates from counts, with what they allocate; other inputs in each call.</summary>
[MemoryDiagnoser]
public class CertificateBenchmarks
{
    private const int Inputs = 16_384;

    private Evidence[] _evidence = [];
    private int _next;

    /// <summary>Makes the evidence.</summary>
    [GlobalSetup]
    public void MakeEvidence() => _evidence = VariedCounts.Evidence(0, Inputs);

    /// <summary>Clopper-Pearson and the Neyman-Pearson radius in l2.</summary>
    [Benchmark(Baseline = true)]
    public Certificate Tight() =>
        CertificateSubjects.Certify(Next(), CertificateSubjects.Euclidean, CertificateSubjects.NeymanPearson);

    /// <summary>Every method that applies, in l1, l2 and l∞.</summary>
    [Benchmark]
    public Certificate Everything() => CertificateSubjects.Certify(Next(), Norms.Usual, null);

    private Evidence Next() => _evidence[_next++ % Inputs];
}
