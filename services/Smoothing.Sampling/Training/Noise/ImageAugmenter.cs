namespace Smoothing.Sampling.Training.Noise;

/// <summary>Changes images before noise is added.</summary>
/// <param name="kind">How.</param>
/// <param name="channels">Channels of an image.</param>
/// <param name="height">Rows.</param>
/// <param name="width">Columns.</param>
internal sealed class ImageAugmenter(Augmentation kind, int channels, int height, int width)
{
    /// <summary>Largest number of pixels that an image is moved by.</summary>
    public const int Margin = 4;

    /// <summary>Changes an image.</summary>
    /// <param name="source">Levels [channel, row, column].</param>
    /// <param name="words">The random words of this image: mirrored or not, rows, columns.</param>
    /// <param name="target">Receives the levels of the changed image.</param>
    public void Apply(ReadOnlySpan<byte> source, (uint W0, uint W1, uint W2, uint W3) words, Span<int> target)
    {
        var mirrored = kind != Augmentation.None && (words.W0 & 1) == 1;
        var (down, right) = kind == Augmentation.CropFlip ? (Offset(words.W1), Offset(words.W2)) : (0, 0);
        for (var channel = 0; channel < channels; channel++)
        {
            for (var row = 0; row < height; row++)
            {
                var from = row + down;
                var line = target.Slice((channel * height + row) * width, width);
                if (from < 0 || from >= height)
                    line.Clear();
                else
                    Line(source.Slice((channel * height + from) * width, width), right, mirrored, line);
            }
        }
    }

    private static void Line(ReadOnlySpan<byte> source, int right, bool mirrored, Span<int> target)
    {
        for (var column = 0; column < target.Length; column++)
        {
            var from = column + right;
            target[mirrored ? target.Length - 1 - column : column] =
                from < 0 || from >= source.Length ? 0 : source[from];
        }
    }

    // The probabilities of the nine offsets differ by less than 2^-31.
    private static int Offset(uint word) => (int)((ulong)word * (2 * Margin + 1) >> 32) - Margin;
}
