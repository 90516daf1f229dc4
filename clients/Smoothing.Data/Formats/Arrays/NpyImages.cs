using Smoothing.Data.Bytes;
using static System.FormattableString;

namespace Smoothing.Data.Formats.Arrays;

/// <summary>Images of an npy file, or of a member of an npz file.</summary>
internal sealed class NpyImages : IImageSet
{
    private readonly ByteSource _bytes;
    private readonly NpyHeader _header;
    private readonly ArrayAxes _axes;
    private readonly ReadOnlyMemory<byte>? _all;
    private readonly int[]? _labels;

    private NpyImages(
        ByteSource bytes, NpyHeader header, ArrayAxes axes, ReadOnlyMemory<byte>? all, bool numbers, int[]? labels) =>
        (_bytes, _header, _axes, _all, HoldsNumbers, _labels) = (bytes, header, axes, all, numbers, labels);

    public string Name => Path.GetFileName(_bytes.Path);

    public ImageShape Shape => _axes.Shape;

    public int Count => _axes.Count;

    public bool HasLabels => _labels is not null;

    public bool HoldsNumbers { get; }

    public LabelledImage this[int index]
    {
        get
        {
            var label = LabelOf(index);
            var elements = _all is { } all ? Gather(all.Span, index) : ReadImage(index);
            if (HoldsNumbers)
            {
                var numbers = Numbers(elements.Span);
                return new(index, label, Shape, default)
                {
                    Numbers = _axes.ChannelsLast ? ChannelsFirst<double>(numbers) : numbers,
                };
            }

            var levels = GridLevels.Of(_header.Type, elements, out var wrong)
                ?? throw GridLevels.Wrong(_bytes.Path, [index, .. IndexOf(wrong.Index)], wrong.Value);
            return new(index, label, Shape, _axes.ChannelsLast ? ChannelsFirst(levels.Span) : levels);
        }
    }

    public int? LabelOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _labels?[index];
    }

    /// <summary>Checks and opens an array; takes ownership of the bytes when it returns.</summary>
    /// <param name="bytes">The array.</param>
    /// <param name="options">Order of its axes, and whether real numbers stay what they are.</param>
    /// <param name="labels">Makes the labels of a number of images; null where they have none.</param>
    public static NpyImages Open(ByteSource bytes, ImageSetOptions options, Func<int, int[]?> labels)
    {
        var header = NpyHeader.Read(bytes);
        if (header.Type is not ({ Kind: 'u', Size: 1 } or { Kind: 'f', Size: sizeof(float) or sizeof(double) }))
            throw new ImageFileException(
                bytes.Path, "dtype", header.Type.ToString(), "allowed are uint8, float32 and float64 for images");
        var axes = ArrayAxes.Of(bytes.Path, header, options.Layout);
        var length = header.FortranOrder ? header.Elements : axes.Shape.Length;
        if (length > Array.MaxLength / header.Type.Size)
            throw new ImageFileException(
                bytes.Path, header.FortranOrder ? "array in Fortran order" : "image", Invariant($"{length} elements"),
                Invariant($"at most {Array.MaxLength} bytes are read at once; save it as uint8, in C order"));
        // In Fortran order the elements of an image are all over the file.
        ReadOnlyMemory<byte>? all = null;
        if (header.FortranOrder)
            all = bytes.Read(header.Length, (int)length * header.Type.Size);
        return new(bytes, header, axes, all, options.RealNumbers && header.Type.Kind == 'f', labels(axes.Count));
    }

    public void Dispose() => _bytes.Dispose();

    private ReadOnlyMemory<byte> ReadImage(int index)
    {
        var length = Shape.Length * _header.Type.Size;
        return _bytes.Read(_header.Length + ((long)index * length), length);
    }

    private ReadOnlyMemory<byte> Gather(ReadOnlySpan<byte> all, int index)
    {
        var size = _header.Type.Size;
        var result = new byte[Shape.Length * size];
        for (var i = 0; i < Shape.Length; i++)
        {
            var (at, stride) = ((long)index, (long)Count);
            foreach (var (position, extent) in IndexOf(i).Zip(_header.Shape.Skip(1)))
                (at, stride) = (at + (position * stride), stride * extent);
            all.Slice((int)at * size, size).CopyTo(result.AsSpan(i * size));
        }

        return result;
    }

    /// <summary>Indices, without the image's own, of an element of one image.</summary>
    private long[] IndexOf(int element)
    {
        var index = new long[_header.Shape.Count - 1];
        var rest = (long)element;
        for (var axis = index.Length - 1; axis >= 0; axis--)
            (rest, index[axis]) = Math.DivRem(rest, _header.Shape[axis + 1]);
        return index;
    }

    private double[] Numbers(ReadOnlySpan<byte> elements)
    {
        var numbers = new double[Shape.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = _header.Type.NumberAt(elements, i);
        return numbers;
    }

    private T[] ChannelsFirst<T>(ReadOnlySpan<T> elements)
    {
        var (channels, area) = (Shape.Channels, Shape.Height * Shape.Width);
        var result = new T[elements.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = elements[(i % area * channels) + (i / area)];
        return result;
    }
}
