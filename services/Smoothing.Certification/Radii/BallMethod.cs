using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Radii;

/// <summary>A method that gives a ball of one norm, the norm in which its theorem is stated.</summary>
internal abstract class BallMethod
{
    /// <summary>Its name.</summary>
    public abstract RadiusMethod Name { get; }

    /// <summary>Whether no larger radius of this norm follows from the same bounds, roundings apart.</summary>
    public virtual bool IsTight(ProbabilityBounds bounds, NoiseLaw law) => false;

    /// <summary>Exponent of the norm in which it holds for a law; null where it does not apply.</summary>
    public abstract double? Norm(NoiseLaw law);

    /// <summary>The radius and its witness.</summary>
    /// <param name="bounds">Bounds with a majority.</param>
    /// <param name="law">A law to which it applies.</param>
    /// <param name="dimension">Number of coordinates. In [1, 2^28].</param>
    /// <returns>A radius at most the exact one at these bounds, in units of the input; 0 or less for none.</returns>
    public abstract (double Radius, Witness Witness) Radius(ProbabilityBounds bounds, NoiseLaw law, long dimension);

    /// <summary>Whether a radius is that of this method: its inequalities hold, and at the next number they do not.
    /// </summary>
    /// <remarks>It evaluates a few inequalities and solves nothing.</remarks>
    public abstract bool Holds(
        double radius, Witness witness, ProbabilityBounds bounds, NoiseLaw law, long dimension);
}
