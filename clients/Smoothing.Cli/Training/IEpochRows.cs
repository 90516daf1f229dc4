using Smoothing.Sampling.Training;

namespace Smoothing.Cli.Training;

/// <summary>Writes epochs as they are done.</summary>
internal interface IEpochRows
{
    /// <summary>One epoch. What was written is on its way when this returns.</summary>
    void Write(EpochReport epoch);
}
