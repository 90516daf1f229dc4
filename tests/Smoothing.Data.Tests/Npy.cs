using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Smoothing.Data.Tests;

/// <summary>Writes npy and npz files, byte by byte as NumPy does.</summary>
internal static class Npy
{
    /// <summary>A file with these elements, which are in the file's own order.</summary>
    public static byte[] File(string type, bool fortran, long[] shape, byte[] elements, int version = 1) => WithHeader(
        $"{{'descr': '{type}', 'fortran_order': {fortran}, 'shape': ({string.Join(", ", shape)},), }}",
        elements, version);

    /// <summary>A file with this text for a header.</summary>
    public static byte[] WithHeader(string text, byte[] elements, int version = 1)
    {
        var prefix = version == 1 ? 10 : 12;
        // NumPy pads to a multiple of 64 bytes, and ends the header with a line feed.
        var header = Encoding.UTF8.GetBytes(text.PadRight(((prefix + text.Length) / 64 * 64) + 63 - prefix) + "\n");
        var length = new byte[prefix - 8];
        if (version == 1)
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)header.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. header, .. elements];
    }

    /// <summary>Numbers as elements of a type.</summary>
    public static byte[] Elements(string type, IEnumerable<double> numbers) =>
        [.. numbers.SelectMany(number =>
        {
            byte[] bytes = type[1..] switch
            {
                "u1" or "i1" => [(byte)(long)number],
                "i2" => BitConverter.GetBytes((short)number),
                "u2" => BitConverter.GetBytes((ushort)number),
                "i4" => BitConverter.GetBytes((int)number),
                "u4" => BitConverter.GetBytes((uint)number),
                "i8" => BitConverter.GetBytes((long)number),
                "u8" => BitConverter.GetBytes((ulong)number),
                "f4" => BitConverter.GetBytes((float)number),
                _ => BitConverter.GetBytes(number),
            };
            return type[0] == '>' ? bytes.Reverse() : bytes;
        })];

    /// <summary>Labels as a file.</summary>
    public static byte[] Labels(string type, params long[] labels) =>
        File(type, false, [labels.Length], Elements(type, labels.Select(label => (double)label)));

    /// <summary>A zip file.</summary>
    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Bytes)[] members)
    {
        using var result = new MemoryStream();
        using (var archive = new ZipArchive(result, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in members)
            {
                using var stream = archive.CreateEntry(name, level).Open();
                stream.Write(bytes);
            }
        }

        return result.ToArray();
    }
}
