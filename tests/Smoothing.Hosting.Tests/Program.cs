using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Smoothing.Hosting.Tests;

internal static class Program
{
    /// <summary>The argument that runs the probe as a service instead of the tests.</summary>
    public const string Serve = "serve";

    private static Task<int> Main(string[] args) => args switch
    {
        [Serve, .. var rest] => ServiceRunner.RunAsync(() => ProbeHost.Build(rest)),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
