namespace Smoothing.Numerics;

public static partial class Directed
{
    /// <summary>A number in decimals that never say more than the number: 0.99999 in 4 decimals is "0.9999".</summary>
    /// <param name="value">Finite.</param>
    /// <param name="decimals">Digits after the point. In [0, 1100].</param>
    /// <returns>The largest number of that many decimals that is at most the value; invariant culture.</returns>
    public static string FlooredText(double value, int decimals) => new FlooredDecimals(value, decimals).ToString();
}
