using System.IO.Compression;
using static System.FormattableString;

namespace Smoothing.Data.Bytes;

/// <summary>One member of a zip file, stored or deflated.</summary>
/// <param name="path">Path of the zip file with the member's name in brackets.</param>
/// <param name="member">The member; its archive stays open until the bytes were read.</param>
internal sealed class ZipBytes(string path, ZipArchiveEntry member) : CompressedBytes(path)
{
    protected override (string Name, long Length) Compressed => ("zip member", member.CompressedLength);

    /// <summary>Nothing to close: the archive belongs to who opened it.</summary>
    public override void Dispose()
    {
    }

    protected override Stream OpenDecoder() => member.IsEncrypted
        ? throw new InvalidDataException("it is encrypted")
        : member.Open();

    // The framework's reader does not check the CRC.
    protected override void Check(ReadOnlySpan<byte> decoded)
    {
        var found = Crc32.Of(decoded);
        if (found != member.Crc32)
            throw new ImageFileException(
                Path, "CRC-32", Invariant($"{found:x8}"),
                Invariant($"the zip file says {member.Crc32:x8}: the member is damaged"));
    }
}
