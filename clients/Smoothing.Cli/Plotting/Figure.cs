namespace Smoothing.Cli.Plotting;

/// <summary>Curves of certified accuracy in one figure.</summary>
internal sealed class Figure : Chart
{
    private const decimal AccuracyStep = 0.2m;

    /// <summary>Lays out a figure.</summary>
    /// <param name="curves">At least one; all of one norm.</param>
    public Figure(IReadOnlyList<AccuracyCurve> curves)
        : base(
            $"Certified accuracy: {string.Join(", ", curves.Select(curve => curve.Label))}",
            $"l{curves[0].Norm} radius (units of the input)",
            "certified accuracy",
            [.. curves.Select(curve => new ChartLine(curve.Label, [.. curve.Corners()]))],
            [.. curves.Select(curve => $"{curve.Label}: {curve.Caption}.")])
    {
        AxisAcross = Axis.Over(curves.Max(curve => curve.Largest));
        AxisUpwards = new(AccuracyStep, (int)(1 / AccuracyStep));
    }
}
