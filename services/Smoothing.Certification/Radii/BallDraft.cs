using Smoothing.Certification.Certificates;

namespace Smoothing.Certification.Radii;

/// <summary>A ball of which it is not known yet whether it is the largest of its norm.</summary>
/// <param name="Norm">Exponent of the norm.</param>
/// <param name="Radius">In units of the input, rounded down.</param>
/// <param name="Method">Method that gave it.</param>
/// <param name="Tight">Whether no larger radius follows from the same bounds.</param>
/// <param name="ConvertedFrom">Norm of the ball that it was converted from; null for one that was not.</param>
/// <param name="Witness">Numbers with which it is checked.</param>
internal readonly record struct BallDraft(
    double Norm, double Radius, RadiusMethod Method, bool Tight, double? ConvertedFrom, Witness Witness)
{
    /// <summary>A ball, whatever its mark.</summary>
    public static BallDraft Of(Ball ball) =>
        new(ball.Norm, ball.Radius, ball.Method, ball.Tight, ball.ConvertedFrom, ball.Witness);

    /// <summary>Whether there is a ball: the radius is finite and above 0.</summary>
    public bool IsBall => double.IsFinite(Radius) && Radius > 0;

    /// <summary>The ball, once that is known.</summary>
    public Ball Marked(bool isBest) => new(Norm, Radius, Method, Tight, isBest, ConvertedFrom, Witness);
}
