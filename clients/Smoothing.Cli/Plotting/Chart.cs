namespace Smoothing.Cli.Plotting;

/// <summary>Lines in one figure, with axes, a legend where there are several, and captions below.</summary>
internal class Chart
{
    private const double Width = 800, Left = 76, Right = 24, Top = 24, PlotHeight = 380, AxisSpace = 62, Bottom = 14;
    private const double TickSize = 13, LabelSize = 15, CaptionSize = 12, LineHeight = 17, Swatch = 30, LegendLine = 22;
    private const double CaptionSpace = 5;
    private const string Frame = "#444444", Rule = "#e3e3e3", Paper = "#ffffff";

    // Colours that people with colour-blindness tell apart (Okabe and Ito, 2008); dashes for prints without colour.
    private static readonly string[] Colours =
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

    private static readonly double[][] Dashes = [[], [9, 4], [3, 3], [10, 3, 2, 3], [14, 4], [5, 2], [2, 2]];

    private readonly List<List<string>> _captions;

    /// <summary>Lays out a chart whose axes cover its lines.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="across">What the axis across is.</param>
    /// <param name="upwards">What the axis upwards is.</param>
    /// <param name="lines">At least one.</param>
    /// <param name="captions">Texts below; the one of the same index tells of a line if there are as many.</param>
    public Chart(
        string title, string across, string upwards, IReadOnlyList<ChartLine> lines, IReadOnlyList<string> captions)
    {
        (Title, Across, Upwards, Lines) = (title, across, upwards, lines);
        AxisAcross = Axis.Over(lines.SelectMany(line => line.Points).Select(point => point.X).DefaultIfEmpty().Max());
        AxisUpwards = Axis.Over(lines.SelectMany(line => line.Points).Select(point => point.Y).DefaultIfEmpty().Max());
        _captions = [.. captions.Select(Wrapped)];
    }

    /// <summary>The axis across.</summary>
    public Axis AxisAcross { get; init; }

    /// <summary>The axis upwards.</summary>
    public Axis AxisUpwards { get; init; }

    /// <summary>Whether the legend is on the left.</summary>
    public bool HasLegendLeft { get; init; }

    private string Title { get; }

    private string Across { get; }

    private string Upwards { get; }

    private IReadOnlyList<ChartLine> Lines { get; }

    private static double PlotWidth => Width - Left - Right;

    private double Height => Top + PlotHeight + AxisSpace
        + _captions.Sum(lines => (lines.Count * LineHeight) + CaptionSpace) + Bottom;

    /// <summary>The chart as SVG.</summary>
    public string ToSvg()
    {
        var drawing = new SvgDrawing(Width, Height, Title);
        Draw(drawing);
        return drawing.ToString();
    }

    /// <summary>The chart as PNG.</summary>
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
        for (var i = 0; i < Lines.Count; i++)
            drawing.Line([.. Lines[i].Points.Select(point => (X(point.X), Y(point.Y)))], ColourOf(i), 2, DashesOf(i));
        if (Lines.Count > 1)
            DrawLegend(drawing);
        DrawCaptions(drawing);
    }

    private void DrawAxes(IDrawing drawing)
    {
        var (left, right) = (X(AxisAcross.Start), X(AxisAcross.End));
        var (bottom, top) = (Y(AxisUpwards.Start), Y(AxisUpwards.End));
        foreach (var (at, label) in AxisAcross.All())
        {
            drawing.Line([(X(at), bottom), (X(at), top)], Rule, 1, []);
            drawing.Text(label, X(at), bottom + 20, TickSize, TextAnchor.Middle);
        }

        foreach (var (at, label) in AxisUpwards.All())
        {
            drawing.Line([(left, Y(at)), (right, Y(at))], Rule, 1, []);
            drawing.Text(label, left - 10, Y(at) + 4.5, TickSize, TextAnchor.End);
        }

        drawing.Line([(left, top), (left, bottom), (right, bottom)], Frame, 1, []);
        drawing.Text(Across, Left + (PlotWidth / 2), bottom + 44, LabelSize, TextAnchor.Middle);
        drawing.Text(Upwards, 26, Top + (PlotHeight / 2), LabelSize, TextAnchor.Middle, upwards: true);
    }

    // A viewer may have a wider font than the one that is measured.
    private void DrawLegend(IDrawing drawing)
    {
        const double Padding = 10, Spare = 1.15;
        var text = Lines.Max(line => PlotFont.WidthOf(line.Label, TickSize)) * Spare;
        var width = Math.Min(text + Swatch + (3 * Padding), PlotWidth - (2 * Padding));
        var height = (Lines.Count * LegendLine) + Padding;
        var (x, y) = (HasLegendLeft ? Left + Padding : Width - Right - width - Padding, Top + Padding);
        drawing.Fill(x, y, width, height, Paper);
        drawing.Line([(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)], Rule, 1, []);
        for (var i = 0; i < Lines.Count; i++)
        {
            var middle = y + (Padding / 2) + ((i + 0.5) * LegendLine);
            drawing.Line([(x + Padding, middle), (x + Padding + Swatch, middle)], ColourOf(i), 2, DashesOf(i));
            drawing.Text(Lines[i].Label, x + Swatch + (2 * Padding), middle + 4.5, TickSize, TextAnchor.Start);
        }
    }

    private void DrawCaptions(IDrawing drawing)
    {
        var y = Top + PlotHeight + AxisSpace;
        for (var i = 0; i < _captions.Count; i++)
        {
            if (_captions.Count == Lines.Count)
                drawing.Fill(Left - 16, y + 4, 8, 8, ColourOf(i));
            foreach (var line in _captions[i])
            {
                y += LineHeight;
                drawing.Text(line, Left, y - 4, CaptionSize, TextAnchor.Start);
            }

            y += CaptionSpace;
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

    private static string ColourOf(int line) => Colours[line % Colours.Length];

    // Lines of one colour differ in their dashes.
    private static double[] DashesOf(int line) => Dashes[(line + (line / Colours.Length)) % Dashes.Length];

    private double Y(double value) => Top + (PlotHeight * (1 - AxisUpwards.Share(value)));

    private double X(double value) => Left + (PlotWidth * AxisAcross.Share(value));
}
