using BenchmarkDotNet.Running;
using Smoothing.Benchmarks.Certificates;

switch (args)
{
    case ["certificates", .. var rest]:
        await CertificateRatios.RunAsync(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CertificateRatios).Assembly).Run(args);
        break;
}
