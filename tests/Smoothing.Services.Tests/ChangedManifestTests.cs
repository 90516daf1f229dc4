using Smoothing.Client.Counting;
using Smoothing.Client.Running;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.Services.Tests.Scripted;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

/// <summary>A sampler that was started again with another manifest for the same file, in the middle of a run.</summary>
public sealed class ChangedManifestTests(SharedServices shared) : ServicesTest(shared)
{
    public static TheoryData<string, Action<SampleSource>> Changes { get; } = new()
    {
        { "it has another grid", source => source.Grid.Step.Denominator = 100 },
        { "it has another grid", source => source.Grid = null },
        { "its tiles have 31 draws, not 16", source => source.Fingerprint.TileSize = 31 },
        { "its tiles have 0 draws, not 16", source => source.Fingerprint = null },
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public async Task Draws_of_a_changed_manifest_are_not_estimated(string change, Action<SampleSource> apply)
    {
        var request = Requests.Counts("linear_3", 0, 100);
        var model = new Model
        {
            Name = "models/linear_3", TileSize = 16, Sha256 = Scripts.SourceOf(request).ModelSha256, Grid = Grid(),
        };
        await using var host = await ScriptedHost.StartAsync(Scripts.From(source =>
        {
            source.Grid = Grid();
            apply(source);
        }));
        var plan = new CertificationPlan(model, Requests.Law, 100, 2000, 0.001, Requests.RunSeed);
        var run = new InputRun(host.Reader, Certifier, ScriptedHost.Options, host.Time);

        var error = await Assert.ThrowsAsync<IncompleteCountsException>(() =>
            run.CertifyAsync(plan, request.Input, null, Cancelled));

        Assert.Equal(
            "draws [112, 2112) of [112, 2112) are missing: the manifest of models/linear_3 was changed since the run "
            + $"began, and {change}; begin a new run",
            error.Message);
        Assert.Single(host.Sampler.Requests);
    }

    private static Grid Grid() => new()
    {
        Origin = new() { Denominator = 1 }, Step = new() { Numerator = 1, Denominator = 255 }, MaxLevel = 255,
    };
}
