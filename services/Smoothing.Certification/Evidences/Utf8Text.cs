using System.Buffers;
using System.Globalization;
using System.Text;

namespace Smoothing.Certification.Evidences;

/// <summary>Text that grows, in memory that is given back.</summary>
internal sealed class Utf8Text : IDisposable
{
    private const int First = 4096;
    private const int MostDigits = 20;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(First);
    private int _length;

    /// <summary>What was appended.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        _length += text.Length;
    }

    /// <summary>Appends a part of what was appended.</summary>
    public void AppendAgain(int start, int length)
    {
        var room = Room(length);
        Written.Slice(start, length).CopyTo(room);
        _length += length;
    }

    public void Append(string text) =>
        _length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    public void Append(long number)
    {
        number.TryFormat(Room(MostDigits), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Appends two lower-case digits for each byte.</summary>
    public void AppendHexadecimal(ReadOnlySpan<byte> bytes)
    {
        var room = Room(2 * bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
            (room[2 * i], room[(2 * i) + 1]) = (Digit(bytes[i] >> 4), Digit(bytes[i] & 15));
        _length += 2 * bytes.Length;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private static byte Digit(int value) => "0123456789abcdef"u8[value];

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, _length + length));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(_length);
    }
}
