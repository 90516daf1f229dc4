using System.Globalization;
using Smoothing.Benchmarks.Measuring;
using Wire = Smoothing.V1;

namespace Smoothing.Benchmarks.Load;

/// <summary>A sampler in a process of its own, whose memory can be told from that of its client.</summary>
internal sealed class SamplerProcess : IDisposable
{
    private readonly ServiceProcess _service;

    private SamplerProcess(ServiceProcess service) => (_service, Client) = (service, new(service.Channel));

    public Wire.SamplerService.SamplerServiceClient Client { get; }

    /// <summary>Page faults so far, those that read from a disk included.</summary>
    public long PageFaults
    {
        get
        {
            // The name of the program, which comes first, may hold blanks.
            var fields = File.ReadAllText($"{_service.Proc}stat").Split(") ")[^1].Split(' ');
            return Number(fields[7]) + Number(fields[9]);
        }
    }

    /// <summary>Largest resident memory since the start or the last <see cref="ForgetPeak"/>, in bytes.</summary>
    public long PeakBytes => 1024 * Number(File.ReadLines($"{_service.Proc}status")
        .First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
        .Split((char[])[':', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]);

    /// <summary>Starts a sampler and waits until it has a model.</summary>
    /// <param name="folder">Folder of models.</param>
    /// <param name="workers">Threads that run models.</param>
    /// <param name="model">Name of the model to wait for.</param>
    public static async Task<SamplerProcess> StartAsync(string folder, int workers, string model)
    {
        var workersOption = string.Create(CultureInfo.InvariantCulture, $"--Sampler:Workers={workers}");
        var service = new ServiceProcess("Smoothing.Sampler", $"--Sampler:ModelFolder={folder}", workersOption);
        var sampler = new SamplerProcess(service);
        await service.WhenReadyAsync(
            async () => await sampler.Client.GetModelAsync(new() { Name = $"models/{model}" }));
        return sampler;
    }

    /// <summary>The peak of memory is from now on that of what comes.</summary>
    public void ForgetPeak() => File.WriteAllText($"{_service.Proc}clear_refs", "5");

    public void Dispose() => _service.Dispose();

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
