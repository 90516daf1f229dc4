namespace Smoothing.Sampling.Training;

/// <summary>Hears how a run goes, on the thread that trains.</summary>
public interface ITrainingProgress
{
    /// <summary>A batch is done.</summary>
    void Report(BatchReport batch);

    /// <summary>An epoch is done.</summary>
    void Report(EpochReport epoch);
}
