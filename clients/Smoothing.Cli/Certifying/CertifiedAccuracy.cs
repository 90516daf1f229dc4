namespace Smoothing.Cli.Certifying;

/// <summary>Inputs that are certified, with the right class, beyond a radius.</summary>
/// <param name="Radius">The radius, in units of the input.</param>
/// <param name="Certified">Number of inputs whose radius is larger: the balls are open.</param>
/// <param name="Total">All inputs; one that failed or abstained is not certified.</param>
internal readonly record struct CertifiedAccuracy(double Radius, int Certified, int Total)
{
    private const double Step = 0.25;
    private const int RowLimit = 100;

    /// <summary>The share, rounded down.</summary>
    /// <param name="decimals">Number of decimals.</param>
    public decimal Share(int decimals)
    {
        var scale = (long)Math.Pow(10, decimals);
        return Total == 0 ? 0 : (decimal)(Certified * scale / Total) / scale;
    }

    /// <summary>The accuracy at radii 0, 0.25, … up to the largest radius that the run could give.</summary>
    /// <param name="inputs">Inputs that got a certificate.</param>
    /// <param name="total">All inputs.</param>
    /// <param name="largest">Largest possible radius, in units of the input.</param>
    public static IReadOnlyList<CertifiedAccuracy> Of(
        IReadOnlyCollection<CertifiedInput> inputs, int total, double largest)
    {
        var table = new List<CertifiedAccuracy>();
        for (var i = 0; i * Step < Math.Max(largest, Step) && i < RowLimit; i++)
            table.Add(new(i * Step, inputs.Count(input => input.Correct && input.Radius > i * Step), total));
        return table;
    }
}
