using Smoothing.Certifier;
using Smoothing.Hosting;

return await ServiceRunner.RunAsync(() => CertifierHost.Create(args));
