using Smoothing.Sampling.Checks;

namespace Smoothing.Cli.Checking;

/// <summary>What `smoothing model check` found.</summary>
/// <param name="File">The TorchScript file.</param>
/// <param name="Report">Every check, also those that were not made.</param>
internal sealed record CheckedModel(string File, ModelReport Report)
{
    /// <summary>Labelled inputs that were tried.</summary>
    public int? Inputs { get; init; }

    /// <summary>Share of them that is right, in [0, 1].</summary>
    public double? CleanAccuracy { get; init; }

    /// <summary>Share of draws around them that is right, in [0, 1].</summary>
    public double? NoisyAccuracy { get; init; }

    /// <summary>Draws a second on one worker.</summary>
    public double? DrawsPerSecondOneWorker { get; init; }

    /// <summary>Draws a second on all workers.</summary>
    public double? DrawsPerSecond { get; init; }

    /// <summary>Time that a run over all inputs of the data takes, in seconds.</summary>
    public double? RunSeconds { get; init; }

    /// <summary>Largest radius of the run in the norm that is asked for, in units of the input, rounded down.</summary>
    public double? LargestRadius { get; init; }
}
