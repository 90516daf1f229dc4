using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Smoothing.Sampling.Probing;

/// <summary>How far outputs are from those that were expected.</summary>
/// <param name="Found">Whether any bit differs.</param>
/// <param name="Largest">Largest distance; NaN where an output is no number.</param>
/// <param name="Scale">Largest magnitude of an expected output.</param>
internal readonly record struct Difference(bool Found, double Largest, double Scale)
{
    // About ten roundings of binary32.
    private const double Rounding = 1e-5;

    /// <summary>Whether it may come from the order in which numbers are added.</summary>
    public bool IsRounding => Largest <= Rounding * Scale;

    /// <summary>Compares outputs of one shape.</summary>
    public static Difference Between(torch.Tensor expected, torch.Tensor found)
    {
        var one = MemoryMarshal.Cast<byte, float>(expected.bytes);
        var other = MemoryMarshal.Cast<byte, float>(found.bytes);
        if (MemoryMarshal.AsBytes(one).SequenceEqual(MemoryMarshal.AsBytes(other)))
            return default;
        var (largest, scale) = (0.0, 0.0);
        for (var i = 0; i < one.Length; i++)
        {
            // Math.Max keeps what is no number.
            largest = Math.Max(largest, Math.Abs((double)one[i] - other[i]));
            scale = Math.Max(scale, Math.Abs((double)one[i]));
        }

        return new(true, largest, scale);
    }

    /// <summary>This one where it was found, else another.</summary>
    public Difference Or(Difference other) => Found ? this : other;

    /// <returns>The largest distance, in a few digits.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"up to {Largest:G3}");
}
