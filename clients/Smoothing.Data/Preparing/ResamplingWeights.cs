namespace Smoothing.Data.Preparing;

/// <summary>The weights with which one axis of an image is resampled, as whole multiples of 2^-22.</summary>
/// <remarks>
/// The filter is stretched by the factor of a reduction, so that every level counts (antialiasing). Weights are
/// computed in binary64, divided by their sum, and rounded half away from zero; this is Pillow's arithmetic for 8-bit
/// images (Clark and contributors, Pillow, "Resample"), in which every step is fixed, so that bytes can be compared.
/// </remarks>
internal sealed class ResamplingWeights
{
    private const int Precision = 22;

    private readonly int[] _first;
    private readonly int[][] _weights;

    private ResamplingWeights(int[] first, int[][] weights) => (_first, _weights) = (first, weights);

    /// <summary>Weights for one axis.</summary>
    /// <param name="from">Extent before. At least 1.</param>
    /// <param name="to">Extent after. At least 1.</param>
    /// <param name="interpolation">The filter.</param>
    public static ResamplingWeights Of(int from, int to, Interpolation interpolation)
    {
        var scale = (double)from / to;
        var stretch = Math.Max(scale, 1);
        var support = (interpolation == Interpolation.Bicubic ? 2 : 1) * stretch;
        var (first, weights) = (new int[to], new int[to][]);
        for (var i = 0; i < to; i++)
        {
            var centre = (i + 0.5) * scale;
            first[i] = Math.Max((int)(centre - support + 0.5), 0);
            var end = Math.Min((int)(centre + support + 0.5), from);
            weights[i] = Rounded(first[i], end, centre, 1 / stretch, interpolation);
        }

        return new(first, weights);
    }

    /// <summary>Resamples one line.</summary>
    /// <param name="source">All levels of the image.</param>
    /// <param name="start">Index of the line's first level.</param>
    /// <param name="stride">Distance of its levels.</param>
    /// <param name="target">Where the result goes, all of it.</param>
    /// <param name="targetStart">Index of the first level there.</param>
    /// <param name="targetStride">Distance of the levels there.</param>
    public void Apply(
        ReadOnlySpan<byte> source, int start, int stride, Span<byte> target, int targetStart, int targetStride)
    {
        for (var i = 0; i < _first.Length; i++)
        {
            // Weights add up to about 2^22, or a little more in size where some are negative: below 2^31 with levels.
            var sum = 1 << (Precision - 1);
            var at = start + (_first[i] * stride);
            foreach (var weight in _weights[i])
            {
                sum += source[at] * weight;
                at += stride;
            }

            target[targetStart + (i * targetStride)] = (byte)Math.Clamp(sum >> Precision, 0, 255);
        }
    }

    private static int[] Rounded(int first, int end, double centre, double shrink, Interpolation interpolation)
    {
        var exact = new double[end - first];
        var sum = 0.0;
        for (var j = 0; j < exact.Length; j++)
        {
            exact[j] = Filter((j + first - centre + 0.5) * shrink, interpolation);
            sum += exact[j];
        }

        var rounded = new int[exact.Length];
        for (var j = 0; j < rounded.Length; j++)
        {
            var weight = (sum == 0 ? exact[j] : exact[j] / sum) * (1 << Precision);
            rounded[j] = (int)(weight < 0 ? weight - 0.5 : weight + 0.5);
        }

        return rounded;
    }

    private static double Filter(double x, Interpolation interpolation) => interpolation == Interpolation.Bicubic
        ? Cubic(Math.Abs(x))
        : Math.Max(1 - Math.Abs(x), 0);

    private static double Cubic(double x)
    {
        const double A = -0.5;
        return x < 1 ? ((A + 2) * x - (A + 3)) * x * x + 1
            : x < 2 ? (((x - 5) * x + 8) * x - 4) * A
            : 0;
    }
}
