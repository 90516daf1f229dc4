using System.Globalization;

namespace Smoothing.Cli.Certifying;

/// <summary>Inputs that are certified, with the right class, beyond a radius.</summary>
/// <param name="Radius">The radius, in units of the input.</param>
/// <param name="Certified">Number of inputs whose radius is larger: the balls are open.</param>
/// <param name="Total">All inputs; one that failed or abstained is not certified.</param>
internal readonly record struct CertifiedAccuracy(decimal Radius, int Certified, int Total)
{
    private const decimal UsualStep = 0.25m;
    private const int LeastRows = 3, RowLimit = 100;

    /// <summary>The radius with two decimals, and more where it has more.</summary>
    public string RadiusText => Radius.ToString("0.00##########################", CultureInfo.InvariantCulture);

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
    /// <remarks>Where that is below 0.75, as in the maximum norm, the radii are 0.1, 0.05, 0.025, … apart.</remarks>
    public static IReadOnlyList<CertifiedAccuracy> Of(
        IReadOnlyCollection<CertifiedInput> inputs, int total, double largest)
    {
        var step = Steps().FirstOrDefault(step => LeastRows * (double)step <= largest, UsualStep);
        var table = new List<CertifiedAccuracy>();
        for (var i = 0; (double)(i * step) < Math.Max(largest, (double)step) && i < RowLimit; i++)
        {
            var radius = i * step;
            table.Add(new(radius, inputs.Count(input => input.Correct && IsBelow(radius, input.Radius)), total));
        }

        return table;
    }

    // A radius is a double, and the decimal is no double: the next double is certainly above it.
    private static bool IsBelow(decimal radius, double certified) => certified >= Math.BitIncrement((double)radius);

    private static IEnumerable<decimal> Steps()
    {
        for (var unit = UsualStep; unit > 1e-20m; unit /= 10)
        {
            yield return unit;
            yield return unit * 0.4m;
            yield return unit * 0.2m;
        }
    }
}
