namespace Smoothing.Cli.Plotting;

/// <summary>Curves of certified accuracy in one figure, with axes, a legend where there are several, and captions.
/// </summary>
internal sealed class Figure
{
    private const double Width = 800, Left = 76, Right = 24, Top = 24, PlotHeight = 380, AxisSpace = 62, Bottom = 14;
    private const double TickSize = 13, LabelSize = 15, CaptionSize = 12, LineHeight = 17, Swatch = 30, LegendLine = 22;
    private const double AccuracyStep = 0.2, RunSpace = 5;
    private const string Frame = "#444444", Rule = "#e3e3e3", Paper = "#ffffff";

    // Colours that people with colour-blindness tell apart (Okabe and Ito, 2008); dashes for prints without colour.
    private static readonly string[] Colours =
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

    private static readonly double[][] Dashes = [[], [9, 4], [3, 3], [10, 3, 2, 3], [14, 4], [5, 2], [2, 2]];

    private readonly IReadOnlyList<AccuracyCurve> _curves;
    private readonly List<List<string>> _captions;
    private readonly Axis _axis;

    /// <summary>Lays out a figure.</summary>
    /// <param name="curves">At least one; all of one norm.</param>
    public Figure(IReadOnlyList<AccuracyCurve> curves)
    {
        _curves = curves;
        _axis = Axis.Over(curves.Max(curve => curve.Largest));
        _captions = [.. curves.Select(curve => Wrapped($"{curve.Label}: {curve.Caption}."))];
    }

    private static double PlotWidth => Width - Left - Right;

    private double Height => Top + PlotHeight + AxisSpace
        + _captions.Sum(lines => (lines.Count * LineHeight) + RunSpace) + Bottom;

    /// <summary>The figure as SVG.</summary>
    public string ToSvg()
    {
        var drawing = new SvgDrawing(
            Width, Height, $"Certified accuracy: {string.Join(", ", _curves.Select(curve => curve.Label))}");
        Draw(drawing);
        return drawing.ToString();
    }

    /// <summary>The figure as PNG.</summary>
    public byte[] ToPng()
    {
        using var drawing = new PngDrawing(Width, Height);
        Draw(drawing);
        return drawing.ToBytes();
    }

    private void Draw(IDrawing drawing)
    {
        drawing.Fill(0, 0, Width, Height, Paper);
        DrawAxes(drawing);
        for (var i = 0; i < _curves.Count; i++)
        {
            var points = _curves[i].Corners().Select(corner => (X(corner.Radius), Y(corner.Accuracy)));
            drawing.Line([.. points], ColourOf(i), 2, DashesOf(i));
        }

        if (_curves.Count > 1)
            DrawLegend(drawing);
        DrawCaptions(drawing);
    }

    private void DrawAxes(IDrawing drawing)
    {
        foreach (var (at, label) in _axis.All())
        {
            drawing.Line([(X(at), Y(0)), (X(at), Y(1))], Rule, 1, []);
            drawing.Text(label, X(at), Y(0) + 20, TickSize, TextAnchor.Middle);
        }

        foreach (var (at, label) in new Axis((decimal)AccuracyStep, (int)(1 / AccuracyStep)).All())
        {
            drawing.Line([(X(0), Y(at)), (X(_axis.End), Y(at))], Rule, 1, []);
            drawing.Text(label, X(0) - 10, Y(at) + 4.5, TickSize, TextAnchor.End);
        }

        drawing.Line([(X(0), Y(1)), (X(0), Y(0)), (X(_axis.End), Y(0))], Frame, 1, []);
        drawing.Text(
            $"l{_curves[0].Norm} radius (units of the input)", Left + (PlotWidth / 2), Y(0) + 44, LabelSize,
            TextAnchor.Middle);
        drawing.Text("certified accuracy", 26, Top + (PlotHeight / 2), LabelSize, TextAnchor.Middle, upwards: true);
    }

    // A viewer may have a wider font than the one that is measured.
    private void DrawLegend(IDrawing drawing)
    {
        const double Padding = 10, Spare = 1.15;
        var text = _curves.Max(curve => PlotFont.WidthOf(curve.Label, TickSize)) * Spare;
        var width = Math.Min(text + Swatch + (3 * Padding), PlotWidth - (2 * Padding));
        var height = (_curves.Count * LegendLine) + Padding;
        var (x, y) = (Width - Right - width - Padding, Top + Padding);
        drawing.Fill(x, y, width, height, Paper);
        drawing.Line([(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)], Rule, 1, []);
        for (var i = 0; i < _curves.Count; i++)
        {
            var middle = y + (Padding / 2) + ((i + 0.5) * LegendLine);
            drawing.Line([(x + Padding, middle), (x + Padding + Swatch, middle)], ColourOf(i), 2, DashesOf(i));
            drawing.Text(_curves[i].Label, x + Swatch + (2 * Padding), middle + 4.5, TickSize, TextAnchor.Start);
        }
    }

    private void DrawCaptions(IDrawing drawing)
    {
        var y = Top + PlotHeight + AxisSpace;
        for (var i = 0; i < _captions.Count; i++)
        {
            drawing.Fill(Left - 16, y + 4, 8, 8, ColourOf(i));
            foreach (var line in _captions[i])
            {
                y += LineHeight;
                drawing.Text(line, Left, y - 4, CaptionSize, TextAnchor.Start);
            }

            y += RunSpace;
        }
    }

    private static List<string> Wrapped(string text)
    {
        const double Spare = 0.88;
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            var longer = lines.Count == 0 ? word : $"{lines[^1]} {word}";
            if (lines.Count > 0 && PlotFont.WidthOf(longer, CaptionSize) <= PlotWidth * Spare)
                lines[^1] = longer;
            else
                lines.Add(word);
        }

        return lines;
    }

    private static string ColourOf(int run) => Colours[run % Colours.Length];

    private static double[] DashesOf(int run) => Dashes[run % Dashes.Length];

    private static double Y(double accuracy) => Top + (PlotHeight * (1 - accuracy));

    private double X(double radius) => Left + (PlotWidth * radius / _axis.End);
}
