using Smoothing.Certification.Intervals;
using Smoothing.Cli.Embedding;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;

namespace Smoothing.Cli.Certifying;

/// <summary>What a run is asked for.</summary>
/// <param name="Law">The noise law.</param>
/// <param name="Norm">Norm of the radius that rows tell.</param>
/// <param name="SelectionDraws">n0.</param>
/// <param name="EstimationDraws">n.</param>
/// <param name="Error">α.</param>
/// <param name="Skip">Every how many inputs one is taken.</param>
/// <param name="Limit">Largest number of inputs.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Place">Where an embedded sampler runs its model.</param>
internal sealed record RunSettings(
    NoiseLaw Law,
    double Norm,
    long SelectionDraws,
    long EstimationDraws,
    double Error,
    int Skip,
    int Limit,
    Seed Seed,
    SamplerPlace Place)
{
    /// <summary>Interval method.</summary>
    public IntervalMethod Interval { get; init; } = IntervalMethod.ClopperPearson;

    /// <summary>How long to wait for a service that stopped answering.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether deployment rounds inputs to the grid, so that radii lose what that may move them.</summary>
    public bool DeploymentRounds { get; init; }
}
