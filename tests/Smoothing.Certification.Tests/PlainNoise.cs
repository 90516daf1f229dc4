using Smoothing.Draws.Generator;

namespace Smoothing.Certification.Tests;

/// <summary>What most programs do: normal numbers by Box and Muller, added in binary32.</summary>
internal static class PlainNoise
{
    /// <summary>x + noise, in plain floats.</summary>
    internal static float Draw(float x, double deviation, uint draw, uint seed)
    {
        var (w0, w1, w2, w3) = Philox4x32.Block(draw, 0, 0, 0, seed, 0);
        var radius = Math.Sqrt(-2 * Math.Log(1 - Unit(w0, w1)));
        return x + (float)(deviation * radius * Math.Cos(2 * Math.PI * Unit(w2, w3)));
    }

    // In [0, 1), 53 bits.
    private static double Unit(uint high, uint low) => Math.ScaleB((ulong)high << 21 | low >> 11, -53);
}
