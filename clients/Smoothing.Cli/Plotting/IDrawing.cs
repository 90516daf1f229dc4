namespace Smoothing.Cli.Plotting;

/// <summary>What a figure is drawn on. Lengths are pixels from the upper left corner, colours #RRGGBB.</summary>
internal interface IDrawing
{
    /// <summary>Draws a line through points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="width">Its width.</param>
    /// <param name="dashes">Lengths of dashes and gaps; none for a solid line.</param>
    void Line(IReadOnlyList<(double X, double Y)> points, string colour, double width, IReadOnlyList<double> dashes);

    /// <summary>Fills a rectangle.</summary>
    void Fill(double x, double y, double width, double height, string colour);

    /// <summary>Writes text on one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Where it begins, has its middle or ends.</param>
    /// <param name="y">Its baseline.</param>
    /// <param name="size">Size of the font.</param>
    /// <param name="anchor">What lies at the point.</param>
    /// <param name="upwards">Whether it is turned by a quarter, to be read from below.</param>
    void Text(string text, double x, double y, double size, TextAnchor anchor, bool upwards = false);
}
