using Smoothing.Numerics;

namespace Smoothing.Cli.Output;

/// <summary>Numbers above 0 for people, rounded down.</summary>
internal static class FlooredNumber
{
    private const int Digits = 6;

    /// <summary>Six decimals, and for small numbers enough for six digits that are not leading zeros.</summary>
    public static string Text(double value) =>
        Directed.FlooredText(value, Digits + Math.Max(0, -Math.ILogB(value) * 30103 / 100000));
}
