namespace Smoothing.Sampling.Training.Optimizers;

/// <summary>The learning rate of every step of a run.</summary>
/// <param name="schedule">How it changes.</param>
/// <param name="most">Largest rate.</param>
/// <param name="steps">Steps of the whole run. At least 1.</param>
internal sealed class LearningRates(RateSchedule schedule, double most, long steps)
{
    private const double Rising = 0.1;

    /// <summary>Rate of a step.</summary>
    /// <param name="step">In [0, steps).</param>
    /// <returns>Above 0, at most the largest.</returns>
    public double At(long step) => schedule switch
    {
        RateSchedule.Cosine => Cosine((step + 0.5) / steps),
        RateSchedule.Step => most / Math.Pow(10, 3 * step / steps),
        RateSchedule.Constant => most,
        _ => throw new InvalidOperationException($"no schedule {schedule}"),
    };

    private double Cosine(double done) => done < Rising
        ? most * (done / Rising)
        : most * (0.5 + 0.5 * Math.Cos(Math.PI * (done - Rising) / (1 - Rising)));
}
