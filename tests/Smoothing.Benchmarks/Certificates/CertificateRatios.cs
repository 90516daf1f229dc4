using System.Globalization;
using Smoothing.Benchmarks.Measuring;
using Smoothing.Certification.Radii;

namespace Smoothing.Benchmarks.Certificates;

/// <summary>Certificates per second, against the peer's loop and through gRPC, in one run.</summary>
internal static class CertificateRatios
{
    private const int KeptCertificates = 2000;

    /// <summary>Measures and writes tables in Markdown to standard output.</summary>
    /// <param name="args">Repetitions, 15 when missing; then the Python to run, python3 when missing.</param>
    public static async Task RunAsync(string[] args)
    {
        var repetitions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
        using var peer = await PeerLoop.StartAsync(args.Length > 1 ? args[1] : "python3");
        await using var calls = await CertifierCalls.StartAsync();
        using var certifier = await CertifierProcess.StartAsync();
        Subject[] subjects =
        [
            CertificateSubjects.Peer(peer, 500), CertificateSubjects.Numbers(2000), CertificateSubjects.Tight(2000),
            CertificateSubjects.Everything(1000), CertificateSubjects.Calls(calls, 1),
            CertificateSubjects.Process(certifier, 1),
        ];
        var medians = await Interleaved.RunAsync(subjects, repetitions, warmUps: 10);
        Console.WriteLine(Machine.Text);
        Console.WriteLine();
        Console.WriteLine("| | µs | a second | times the peer | allocated, bytes | cores in use | spread |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var median in medians)
            Console.WriteLine(Row(median, medians[0]));
        Console.WriteLine();
        Console.WriteLine(Text($"Through gRPC: {medians[4].Rate / medians[3].Rate:P0} of the rate in the process, ")
            + Text($"{medians[5].Rate / medians[3].Rate:P0} for the certifier's own processor time."));
        Kept("Neyman-Pearson in l2", CertificateSubjects.Euclidean, CertificateSubjects.NeymanPearson);
        Kept("every method", Norms.Usual, null);
    }

    private static string Row(Median median, Median peer)
    {
        var allocated = median.Allocated > 0 ? Text($"{median.Allocated:N0}") : "";
        return Text($"| {median.Name} | {1e6 * median.Processor:F1} | {median.Rate:N0} | ")
            + Text($"{median.Rate / peer.Rate:F1} | {allocated} | {median.Cores:F2} | {median.Spread:F2} |");
    }

    private static void Kept(string name, IReadOnlyList<double> norms, IReadOnlyCollection<RadiusMethod>? radii)
    {
        var bytes = CertificateSubjects.Kept(
            KeptCertificates, evidence => CertificateSubjects.Certify(evidence, norms, radii));
        Console.WriteLine(Text($"A certificate that is kept takes {bytes:N0} bytes beside its evidence: {name}."));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
