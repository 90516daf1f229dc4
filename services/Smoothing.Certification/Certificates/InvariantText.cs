using System.Globalization;
using System.Runtime.CompilerServices;

namespace Smoothing.Certification.Certificates;

/// <summary>Interpolated text in the invariant culture, without garbage but the text.</summary>
[InterpolatedStringHandler]
internal ref struct InvariantText(int literalLength, int formattedCount)
{
    private DefaultInterpolatedStringHandler _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted(string? value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

    /// <summary>The text; nothing more can be appended.</summary>
    public string ToStringAndClear() => _text.ToStringAndClear();
}
