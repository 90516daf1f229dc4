using System.Globalization;

namespace Smoothing.Data.Formats.Arrays;

/// <summary>Real numbers as levels of 8-bit images: level k stands for k / 255.</summary>
internal static class GridLevels
{
    private const int Largest = 255;
    private const string Advice = "allowed are the float nearest to k / 255 for k = 0 to 255: save the 8-bit images as "
        + "uint8 instead, or divided by 255 and not changed further (normalisation belongs into the model)";

    /// <summary>Turns elements into levels.</summary>
    /// <param name="type">Their type: uint8, float32 or float64.</param>
    /// <param name="elements">The elements.</param>
    /// <param name="wrong">The index of the first one that is no level, and its value, when the answer is null.</param>
    /// <returns>The levels, one for each element.</returns>
    public static ReadOnlyMemory<byte>? Of(
        NpyType type, ReadOnlyMemory<byte> elements, out (int Index, string Value) wrong)
    {
        wrong = default;
        if (type.Size == 1)
            return elements;
        var span = elements.Span;
        var levels = new byte[span.Length / type.Size];
        for (var i = 0; i < levels.Length; i++)
        {
            var number = type.NumberAt(span, i);
            if (!TryLevel(type, number, out levels[i]))
            {
                wrong = (i, type.Size == sizeof(float)
                    ? ((float)number).ToString("R", CultureInfo.InvariantCulture)
                    : number.ToString("R", CultureInfo.InvariantCulture));
                return null;
            }
        }

        return levels;
    }

    /// <summary>The failure of an element that is no level.</summary>
    /// <param name="path">The file.</param>
    /// <param name="index">The element, an index for each axis.</param>
    /// <param name="value">Its value.</param>
    public static ImageFileException Wrong(string path, IEnumerable<long> index, string value) =>
        new(path, $"element [{string.Join(", ", index)}]", value, Advice);

    private static bool TryLevel(NpyType type, double number, out byte level)
    {
        level = 0;
        // Not a number fails too.
        if (!(number >= 0 && number <= 1))
            return false;
        level = (byte)Math.Round(number * Largest);
        var exact = level / (double)Largest;
        // Rounding twice is the same as once: the binary digits of k / 255 repeat after eight, so none are a tie.
        // A float64 that holds the float32 is the number that a model sees, too.
        return number == (float)exact || (type.Size == sizeof(double) && number == exact);
    }
}
