using SkiaSharp;

namespace Smoothing.Cli.Plotting;

/// <summary>A figure as PNG, with two dots a pixel.</summary>
internal sealed class PngDrawing : IDrawing, IDisposable
{
    private const int Dots = 2, Quality = 100;
    private static readonly SKColor TextColour = SKColor.Parse("#222222");

    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;

    public PngDrawing(double width, double height)
    {
        _bitmap = new((int)Math.Ceiling(width) * Dots, (int)Math.Ceiling(height) * Dots);
        _canvas = new(_bitmap);
        _canvas.Clear(SKColors.White);
        _canvas.Scale(Dots);
    }

    public void Line(
        IReadOnlyList<(double X, double Y)> points, string colour, double width, IReadOnlyList<double> dashes)
    {
        using var paint = Paint(SKColor.Parse(colour));
        using var effect = dashes.Count == 0
            ? null
            : SKPathEffect.CreateDash([.. dashes.Select(length => (float)length)], 0);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = (float)width;
        paint.StrokeJoin = SKStrokeJoin.Round;
        paint.PathEffect = effect;
        using var builder = new SKPathBuilder();
        builder.MoveTo((float)points[0].X, (float)points[0].Y);
        foreach (var (x, y) in points.Skip(1))
            builder.LineTo((float)x, (float)y);
        using var path = builder.Detach();
        _canvas.DrawPath(path, paint);
    }

    public void Fill(double x, double y, double width, double height, string colour)
    {
        using var paint = Paint(SKColor.Parse(colour));
        _canvas.DrawRect((float)x, (float)y, (float)width, (float)height, paint);
    }

    public void Text(string text, double x, double y, double size, TextAnchor anchor, bool upwards = false)
    {
        using var font = PlotFont.Of(size);
        using var paint = Paint(TextColour);
        _canvas.Save();
        _canvas.Translate((float)x, (float)y);
        if (upwards)
            _canvas.RotateDegrees(-90);
        var align = anchor switch
        {
            TextAnchor.Start => SKTextAlign.Left,
            TextAnchor.Middle => SKTextAlign.Center,
            _ => SKTextAlign.Right,
        };
        _canvas.DrawText(text, 0, 0, align, font, paint);
        _canvas.Restore();
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        _canvas.Flush();
        using var data = _bitmap.Encode(SKEncodedImageFormat.Png, Quality);
        return data.ToArray();
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private static SKPaint Paint(SKColor colour) => new() { Color = colour, IsAntialias = true };
}
