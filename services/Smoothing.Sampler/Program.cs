using Smoothing.Hosting;
using Smoothing.Sampler;
using Smoothing.Sampling.Probing;

// A model file may end the process that loads it, so the service looks at each in a process like this one first.
return args is [Probe.Argument]
    ? await Probe.RunAsync()
    : await ServiceRunner.RunAsync(() => SamplerHost.Create(args));
