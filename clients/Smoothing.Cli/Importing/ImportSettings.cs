using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;

namespace Smoothing.Cli.Importing;

/// <summary>What all rows of a file of counts share.</summary>
/// <param name="Law">The noise law.</param>
/// <param name="Dimension">Number of coordinates.</param>
/// <param name="Classes">Number of classes; null for that of each row's counts.</param>
/// <param name="Tool">What counted.</param>
/// <param name="Norm">Norm of the radius that rows tell.</param>
/// <param name="Error">α.</param>
/// <param name="Interval">Interval method.</param>
internal sealed record ImportSettings(
    NoiseLaw Law, long Dimension, int? Classes, string Tool, double Norm, double Error, IntervalMethod Interval);
