using System.CommandLine.Parsing;
using System.Globalization;
using Smoothing.Draws.Grids;

namespace Smoothing.Cli.Parsing;

/// <summary>Grids as options have them: ORIGIN,STEP,MIN,MAX.</summary>
internal static class GridText
{
    public const string Form = "ORIGIN,STEP,MIN,MAX";

    private const string Parts = "two fractions and two whole numbers with commas between, " + Form
        + ", such as 0,1/255,0,255";

    /// <summary>Reads a grid.</summary>
    public static Grid? Read(ArgumentResult result)
    {
        if (result.Tokens is not [var token])
            return null;
        if (token.Value.Split(',') is not [var origin, var step, var min, var max])
            return Wrong(result, token.Value, $"is not {Parts}");
        List<string> wrong = [];
        var from = Fraction("ORIGIN", origin, positive: false, wrong);
        var by = Fraction("STEP", step, positive: true, wrong);
        var least = Level("MIN", min, wrong);
        var most = Level("MAX", max, wrong);
        if (wrong.Count == 0 && least > most)
            wrong.Add($"MIN {min} is above MAX {max}");
        if (wrong.Count > 0)
            return Wrong(result, token.Value, string.Join("; ", wrong));
        try
        {
            return new(from, by, least, most);
        }
        catch (ArgumentException exception)
        {
            // Levels that binary32 does not tell apart.
            return Wrong(result, token.Value, exception.Message.Split(" (Parameter", 2)[0]);
        }
    }

    private static Grid? Wrong(ArgumentResult result, string text, string reason)
    {
        result.AddError($"--grid: {text}: {reason}");
        return null;
    }

    private static Rational Fraction(string name, string text, bool positive, List<string> wrong)
    {
        if (!Rational.TryParse(text, out var value) || (positive && value.Numerator <= 0))
        {
            wrong.Add($"{name} {text} is not a fraction{(positive ? " above 0" : "")}, a or a/b, of whole numbers in "
                + "[-2^31, 2^31]");
        }

        return value;
    }

    private static int Level(string name, string text, List<string> wrong)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var level)
            || level is < -Grid.LevelLimit or >= Grid.LevelLimit)
            wrong.Add($"{name} {text} is not a whole number in [{-Grid.LevelLimit}, {Grid.LevelLimit - 1}]");
        return level;
    }
}
