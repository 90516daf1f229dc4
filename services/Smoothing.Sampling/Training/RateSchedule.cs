namespace Smoothing.Sampling.Training;

/// <summary>How the learning rate changes over a run.</summary>
public enum RateSchedule
{
    /// <summary>It rises over the first tenth of the run, then falls to 0 along half a cosine.</summary>
    Cosine = 1,

    /// <summary>It is divided by ten after each third of the run (Cohen, Rosenfeld and Kolter, 2019).</summary>
    Step = 2,

    /// <summary>It stays.</summary>
    Constant = 3,
}
