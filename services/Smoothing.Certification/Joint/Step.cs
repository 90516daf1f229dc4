namespace Smoothing.Certification.Joint;

/// <summary>A limit over the next one: a number in [Low, High].</summary>
/// <param name="Low">At least 1.</param>
/// <param name="High">At least <paramref name="Low"/>.</param>
internal readonly record struct Step(double Low, double High)
{
    /// <summary>Both limits alike: the smallest multiple that the chain allows.</summary>
    public static Step Least { get; } = new(1, 1);
}
