using SkiaSharp;

namespace Smoothing.Cli.Plotting;

/// <summary>The font of figures, which is shipped: a system may have none.</summary>
internal static class PlotFont
{
    private static readonly SKTypeface Typeface = Load();

    /// <summary>The font in a size; the caller disposes it.</summary>
    public static SKFont Of(double size) => new(Typeface, (float)size) 
    {
        Subpixel = true,
        LinearMetrics = true,
        Hinting = SKFontHinting.None,
    };

    /// <summary>Width of a text.</summary>
    public static double WidthOf(string text, double size)
    {
        using var font = Of(size);
        return font.MeasureText(text);
    }

    private static SKTypeface Load()
    {
        using var stream = typeof(PlotFont).Assembly.GetManifestResourceStream("NotoSans-Latin-Greek.ttf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
