namespace Smoothing.Cli.Certifying;

/// <summary>Share of inputs that are certified, with the right class, beyond given radii.</summary>
internal static class CertifiedAccuracy
{
    private const double Step = 0.25;

    /// <summary>The accuracy at radii 0, 0.25, … up to the largest radius that the run could give.</summary>
    /// <param name="inputs">Inputs that got a certificate.</param>
    /// <param name="total">All inputs; one that failed is not certified.</param>
    /// <param name="largest">Largest possible radius, in units of the input.</param>
    /// <returns>Radius and number of inputs. The balls are open, so an input counts when its radius is larger.</returns>
    public static IReadOnlyList<(double Radius, int Certified, double Share)> Of(
        IReadOnlyCollection<CertifiedInput> inputs, int total, double largest)
    {
        var table = new List<(double, int, double)>();
        for (var i = 0; i * Step < Math.Max(largest, Step) && i < 100; i++)
        {
            var certified = inputs.Count(input => input.Correct && input.Radius > i * Step);
            table.Add((i * Step, certified, total == 0 ? 0 : (double)certified / total));
        }

        return table;
    }
}
