using System.Globalization;
using System.Runtime.CompilerServices;

namespace Smoothing.Numerics;

/// <summary>The ranges in which the bounds are proved. Outside them nothing is answered.</summary>
internal static class Require
{
    internal static void Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value))
        {
            throw Outside(name, value, "must be finite");
        }
    }

    internal static void Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw Outside(name, value, "must be positive and finite");
        }
    }

    internal static void Within(
        double value, double least, double most, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= least && value <= most))
        {
            throw Outside(name, value, $"must be in [{Text(least)}, {Text(most)}]");
        }
    }

    internal static void Within(
        long value, long least, long most, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must be in [{least}, {most}]."));
        }
    }

    internal static void OpenUnit(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0 && value < 1))
        {
            throw Outside(name, value, "must be in (0, 1)");
        }
    }

    private static ArgumentOutOfRangeException Outside(string name, double value, string range) =>
        new(name, value, $"{name} {range}.");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
