using static System.FormattableString;

namespace Smoothing.Data.Bytes;

/// <summary>A file that is not compressed, read where it is asked for.</summary>
internal sealed class PlainBytes(string path, FileStream stream) : ByteSource(path)
{
    public override long? KnownLength { get; } = stream.Length;

    public override ReadOnlyMemory<byte> Start(int count) => Guard(Path, () => ReadUpTo(0, count));

    public override void RequireLength(long expected, string reason)
    {
        if (KnownLength != expected)
            throw WrongLength(Invariant($"{KnownLength} bytes"), expected, reason);
    }

    public override ReadOnlyMemory<byte> Read(long offset, int count)
    {
        var bytes = Guard(Path, () => ReadUpTo(offset, count));
        return bytes.Length == count ? bytes : throw new ImageFileException(
            Path, "length", Invariant($"{offset + bytes.Length} bytes now"),
            Invariant($"it was {KnownLength} bytes when the file was opened"));
    }

    public override void Dispose() => stream.Dispose();

    private ReadOnlyMemory<byte> ReadUpTo(long offset, int count)
    {
        var bytes = new byte[count];
        var filled = 0;
        while (filled < count)
        {
            var read = RandomAccess.Read(stream.SafeFileHandle, bytes.AsSpan(filled), offset + filled);
            if (read == 0)
                break;
            filled += read;
        }

        return bytes.AsMemory(0, filled);
    }
}
