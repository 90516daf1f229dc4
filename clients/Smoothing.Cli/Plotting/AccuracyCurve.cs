namespace Smoothing.Cli.Plotting;

/// <summary>Certified accuracy as a function of the radius, from the radii of the single inputs.</summary>
/// <param name="Label">What the run is called in the legend.</param>
/// <param name="Norm">Norm of the radii, such as 2 or inf.</param>
/// <param name="Caption">Method, draws, error probability and noise.</param>
/// <param name="Radii">Radii of the inputs that are certified with the right class, in increasing order, above 0.
/// </param>
/// <param name="Total">All inputs. At least 1.</param>
internal sealed record AccuracyCurve(
    string Label, string Norm, string Caption, IReadOnlyList<double> Radii, int Total)
{
    /// <summary>The largest radius; 0 where nothing is certified.</summary>
    public double Largest => Radii.Count == 0 ? 0 : Radii[^1];

    /// <summary>Corners of the curve, down to accuracy 0 at the largest radius. It is right-continuous,
    /// because balls are open: an input is no longer certified at its own radius.</summary>
    public IEnumerable<(double Radius, double Accuracy)> Corners()
    {
        var certified = Radii.Count;
        yield return (0, (double)certified / Total);
        foreach (var group in Radii.GroupBy(radius => radius))
        {
            yield return (group.Key, (double)certified / Total);
            certified -= group.Count();
            yield return (group.Key, (double)certified / Total);
        }
    }
}
