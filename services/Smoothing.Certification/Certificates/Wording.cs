using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Smoothing.Certification.Certificates;

/// <summary>Words that are put together in memory that is given back: what is left is the text alone.</summary>
internal sealed class Wording : IDisposable
{
    private const int First = 2048;

    private char[] _text = ArrayPool<char>.Shared.Rent(First);
    private int _length;

    private Span<char> Room => _text.AsSpan(_length);

    /// <summary>Adds words as they are.</summary>
    public Wording Add(ReadOnlySpan<char> words)
    {
        while (!words.TryCopyTo(Room))
            Grow();
        _length += words.Length;
        return this;
    }

    /// <summary>Adds interpolated words, in the invariant culture; each part was added when it was come to.</summary>
    public Wording Add([InterpolatedStringHandlerArgument("")] ref Interpolation words) => this;

    /// <returns>All words.</returns>
    public override string ToString() => new(_text, 0, _length);

    public void Dispose() => ArrayPool<char>.Shared.Return(_text);

    private void Grow()
    {
        var larger = ArrayPool<char>.Shared.Rent(2 * _text.Length);
        _text.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_text);
        _text = larger;
    }

    [InterpolatedStringHandler]
    public readonly ref struct Interpolation
    {
        private readonly Wording _wording;

        public Interpolation(int literalLength, int formattedCount, Wording wording) => _wording = wording;

        public void AppendLiteral(string value) => _wording.Add(value);

        public void AppendFormatted(string? value) => _wording.Add(value);

        public void AppendFormatted(int? value)
        {
            if (value is { } number)
                AppendFormatted(number);
        }

        public void AppendFormatted<T>(T value, string? format = null)
            where T : ISpanFormattable
        {
            int written;
            while (!value.TryFormat(_wording.Room, out written, format, CultureInfo.InvariantCulture))
                _wording.Grow();
            _wording._length += written;
        }
    }
}
