using System.Text;

namespace Smoothing.Hosting;

/// <summary>Keeps the text of a status short enough for the headers that carry it.</summary>
internal static class StatusText
{
    /// <summary>Largest number of bytes of a status message in its percent-encoded form.</summary>
    public const int MaxEncodedBytes = 1000;

    private const string Ellipsis = "...";

    /// <summary>The text, cut where its percent-encoded form would be longer than allowed.</summary>
    public static string Fit(string text)
    {
        var room = MaxEncodedBytes - Ellipsis.Length;
        var cut = 0;
        var size = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // gRPC sends printable ASCII other than % as it is, and every other byte as three.
            size += rune.Value is >= ' ' and <= '~' and not '%' ? 1 : 3 * rune.Utf8SequenceLength;
            if (size > MaxEncodedBytes)
                return string.Concat(text.AsSpan(0, cut), Ellipsis);
            if (size <= room)
                cut += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>The text, cut to a number of UTF-16 units, never within a character.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var cut = length - Ellipsis.Length;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut), Ellipsis);
    }

    /// <summary>The text as gRPC writes it into the header grpc-message.</summary>
    public static string PercentEncode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
            _ = unit is >= (byte)' ' and <= (byte)'~' and not (byte)'%'
                ? encoded.Append((char)unit)
                : encoded.Append('%').Append(Convert.ToHexString([unit]));
        return encoded.ToString();
    }
}
