using Smoothing.Data.Bytes;
using static System.FormattableString;

namespace Smoothing.Data.Formats;

/// <summary>The binary form of CIFAR-10: records of one label and the red, green and blue plane of 32 x 32 levels.
/// </summary>
internal sealed class CifarImages : IImageSet
{
    /// <summary>Bytes of a record.</summary>
    public const int RecordLength = 1 + (3 * 32 * 32);
    private const int LargestLabel = 9;

    private readonly ByteSource _bytes;
    private readonly byte[] _labels;

    private CifarImages(ByteSource bytes, byte[] labels) => (_bytes, _labels) = (bytes, labels);

    public string Name => Path.GetFileName(_bytes.Path);

    public ImageShape Shape => new(3, 32, 32);

    public int Count => _labels.Length;

    public bool HasLabels => true;

    public LabelledImage this[int index]
    {
        get
        {
            var label = LabelOf(index);
            var levels = _bytes.Read(((long)index * RecordLength) + 1, RecordLength - 1);
            return new LabelledImage(index, label, Shape, levels);
        }
    }

    public int? LabelOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _labels[index];
    }

    /// <summary>Checks and opens a file whose length is known; takes ownership of the bytes when it returns.</summary>
    public static CifarImages Open(ByteSource bytes, string? labelsPath)
    {
        if (labelsPath is not null)
            throw new ImageFileException(
                labelsPath, "file of labels", "not allowed here", $"{bytes.Path} is CIFAR-10 and carries its labels");
        var length = bytes.KnownLength ?? 0;
        var records = length / RecordLength;
        if (length % RecordLength != 0 || records > Array.MaxLength)
            throw new ImageFileException(
                bytes.Path, "length", Invariant($"{length} bytes"),
                Invariant($"expected a multiple of {RecordLength}, such as {(records + 1) * RecordLength} bytes for ")
                + Invariant($"{records + 1} CIFAR-10 records"));
        var labels = new byte[records];
        for (var record = 0; record < labels.Length; record++)
        {
            labels[record] = ReadLabel(bytes, record);
            if (labels[record] > LargestLabel)
                throw new ImageFileException(
                    bytes.Path, Invariant($"label of record {record}"), Invariant($"{labels[record]}"),
                    Invariant($"allowed are 0 to {LargestLabel} in CIFAR-10"));
        }

        return new CifarImages(bytes, labels);
    }

    /// <summary>Whether the file can be read as CIFAR-10 records.</summary>
    public static bool SplitsIntoRecords(ByteSource bytes, long length)
    {
        if (length % RecordLength != 0)
            return false;
        for (long record = 0; record < length / RecordLength; record++)
            if (ReadLabel(bytes, record) > LargestLabel)
                return false;
        return true;
    }

    public void Dispose() => _bytes.Dispose();

    private static byte ReadLabel(ByteSource bytes, long record) => bytes.Read(record * RecordLength, 1).Span[0];
}
