using System.Globalization;
using Smoothing.Cli.Certifying;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Output;

/// <summary>The six columns that the field's scripts read; radii are shortest decimals of the number.</summary>
internal sealed class TsvRows(TextWriter writer) : IRowWriter
{
    public void Begin(Wire.Model model)
    {
        writer.Write("idx\tlabel\tpredict\tradius\tcorrect\ttime\n");
        writer.Flush();
    }

    public void Write(CertifiedInput input)
    {
        writer.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{input.Index}\t{input.Label ?? CertifiedInput.None}\t{input.Predicted}\t{Number(input.Radius)}\t")
            + $"{(input.Correct ? 1 : 0)}\t{Time(input.Time)}\n");
        writer.Flush();
    }

    private static string Number(double radius) =>
        radius == 0 ? "0.0" : radius.ToString("R", CultureInfo.InvariantCulture);

    // As Python prints a timedelta below a day.
    private static string Time(TimeSpan time) => time.ToString("h\\:mm\\:ss\\.ffffff", CultureInfo.InvariantCulture);
}
