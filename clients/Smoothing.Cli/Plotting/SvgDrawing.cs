using System.Globalization;
using System.Security;
using System.Text;

namespace Smoothing.Cli.Plotting;

/// <summary>A figure as SVG. The same figure has the same bytes.</summary>
internal sealed class SvgDrawing(double width, double height, string title) : IDrawing
{
    private const string TextColour = "#222222";

    private readonly StringBuilder _body = new();

    public void Line(
        IReadOnlyList<(double X, double Y)> points, string colour, double width, IReadOnlyList<double> dashes)
    {
        var path = string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"));
        var pattern = dashes.Count == 0 ? "" : $" stroke-dasharray=\"{string.Join(' ', dashes.Select(Number))}\"";
        _body.Append("<polyline fill=\"none\" stroke-linejoin=\"round\" stroke=\"").Append(colour)
            .Append("\" stroke-width=\"").Append(Number(width)).Append('"').Append(pattern)
            .Append(" points=\"").Append(path).Append("\"/>\n");
    }

    public void Fill(double x, double y, double width, double height, string colour) => _body.Append(
        CultureInfo.InvariantCulture,
        $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" ")
        .Append(CultureInfo.InvariantCulture, $"fill=\"{colour}\"/>\n");

    public void Text(string text, double x, double y, double size, TextAnchor anchor, bool upwards = false)
    {
        var turn = upwards ? $" transform=\"rotate(-90 {Number(x)} {Number(y)})\"" : "";
        var name = anchor switch { TextAnchor.Start => "start", TextAnchor.Middle => "middle", _ => "end" };
        _body.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\" text-anchor=\"{name}\"{turn}>")
            .Append(SecurityElement.Escape(text)).Append("</text>\n");
    }

    /// <returns>The file.</returns>
    public override string ToString() =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Number(width)} {Number(height)}\" "
            + $"width=\"{Number(width)}\" height=\"{Number(height)}\" fill=\"{TextColour}\" "
            + "font-family=\"'Noto Sans', 'DejaVu Sans', Arial, sans-serif\">\n"
            + $"<title>{SecurityElement.Escape(title)}</title>\n{_body}</svg>\n";

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
