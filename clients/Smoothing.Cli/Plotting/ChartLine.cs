namespace Smoothing.Cli.Plotting;

/// <summary>A line of a chart.</summary>
/// <param name="Label">What the legend calls it.</param>
/// <param name="Points">Its points, from one end to the other.</param>
internal sealed record ChartLine(string Label, IReadOnlyList<(double X, double Y)> Points);
