namespace Smoothing.Certification.Tests;

/// <summary>The sum of independent variables of the law GN(0, 1, 3), by its characteristic function.</summary>
internal static class CubicSum
{
    /// <summary>The s with P(sum > -s) = probability.</summary>
    internal static double Quantile(int count, double probability)
    {
        var (low, high) = (0.0, 10 * Math.Sqrt(count));
        var transform = Transform(count);
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            (low, high) = Probability(transform, middle) < probability ? (middle, high) : (low, middle);
        }

        return low;
    }

    private const int Nodes = 4000;

    // P(sum ≤ s) = 1/2 + 1/π ∫ φ(u)^n sin(u s)/u du over u > 0 (Gil-Pelaez 1951).
    private static double Probability((double U, double Value)[] transform, double s)
    {
        var width = transform[1].U - transform[0].U;
        return 0.5 + (transform.Sum(node => node.Value * Math.Sin(node.U * s) / node.U) * width / Math.PI);
    }

    // By the midpoint rule; beyond 12 standard deviations of the frequency nothing is left.
    private static (double U, double Value)[] Transform(int count)
    {
        var most = 12 / Math.Sqrt(count * 0.37);
        return
        [
            .. Enumerable.Range(0, Nodes).Select(i => (i + 0.5) * most / Nodes)
                .Select(u => (u, Math.Pow(Characteristic(u), count))),
        ];
    }

    private static double Characteristic(double u)
    {
        var (sum, mass) = (0.0, 0.0);
        for (var i = 0; i < 400; i++)
        {
            var z = (i + 0.5) * 4 / 400;
            var density = Math.Exp(-z * z * z);
            sum += density * Math.Cos(u * z);
            mass += density;
        }

        return sum / mass;
    }
}
