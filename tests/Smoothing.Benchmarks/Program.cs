using BenchmarkDotNet.Running;
using Smoothing.Benchmarks.Certificates;
using Smoothing.Benchmarks.Load;
using Smoothing.Benchmarks.Noise;
using Smoothing.Benchmarks.Sampler;

switch (args)
{
    case ["certificates", .. var rest]:
        await CertificateRatios.RunAsync(rest);
        break;
    case ["noise", .. var rest]:
        await NoiseRatios.RunAsync(rest);
        break;
    case ["sampler", .. var rest]:
        await SamplerRatios.RunAsync(rest);
        break;
    case ["gpu", .. var rest]:
        await GpuRatios.RunAsync(rest);
        break;
    case ["load", .. var rest]:
        await LoadReport.RunAsync(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CertificateRatios).Assembly).Run(args);
        break;
}
