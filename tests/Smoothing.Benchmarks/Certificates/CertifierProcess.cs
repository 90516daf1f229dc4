using System.Diagnostics;
using System.Globalization;
using Smoothing.Benchmarks.Measuring;
using Wire = Smoothing.V1;

namespace Smoothing.Benchmarks.Certificates;

/// <summary>A certifier in a process of its own, whose processor time can be told from that of its client.</summary>
internal sealed class CertifierProcess : IDisposable
{
    private readonly ServiceProcess _service;
    private readonly Wire.CertifierService.CertifierServiceClient _client;

    private CertifierProcess(ServiceProcess service) => (_service, _client) = (service, new(service.Channel));

    /// <summary>Starts a certifier and waits until it answers.</summary>
    public static async Task<CertifierProcess> StartAsync()
    {
        var certifier = new CertifierProcess(new ServiceProcess("Smoothing.Certifier"));
        var question = BatchRequests.Of(VariedCounts.Evidence(0, 1));
        await certifier._service.WhenReadyAsync(() => CertifierCalls.CertifyAsync(certifier._client, question));
        return certifier;
    }

    /// <summary>Sends batches; tells the processor time that the certifier took for them.</summary>
    public async Task<Spent> CertifyAsync(IEnumerable<Wire.BatchCertifyCountsRequest> batches)
    {
        var (processor, clock) = (ProcessorSeconds(), Stopwatch.GetTimestamp());
        foreach (var batch in batches)
            await CertifierCalls.CertifyAsync(_client, batch);
        return new(ProcessorSeconds() - processor, Stopwatch.GetElapsedTime(clock).TotalSeconds, 0);
    }

    public void Dispose() => _service.Dispose();

    // The sum over threads is exact; that of the process is counted in hundredths of a second. What a thread had taken
    // that has ended is missing: the runtime keeps those that work.
    private double ProcessorSeconds() => 1e-9 * Directory.EnumerateDirectories($"{_service.Proc}task")
        .Sum(thread => long.Parse(
            File.ReadAllText($"{thread}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture));
}
