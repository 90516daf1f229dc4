namespace Smoothing.Sampling.Measuring;

/// <summary>What is measured of one job.</summary>
/// <param name="model">The measures of its model.</param>
/// <param name="accepted">When it asked for its place.</param>
internal sealed class JobMeasures(ModelMeasures model, long accepted)
{
    private int _begun;

    /// <summary>The measures of its model.</summary>
    public ModelMeasures Model { get; } = model;

    /// <summary>When it asked for its place.</summary>
    public long Accepted { get; } = accepted;

    /// <summary>True for the first of its tiles.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _begun, 1) == 0;
}
