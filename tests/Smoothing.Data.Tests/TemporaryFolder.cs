using System.Buffers.Binary;
using System.IO.Compression;

namespace Smoothing.Data.Tests;

/// <summary>A folder of files that a test makes, and that goes with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("smoothing-data-").FullName;

    public string At(string name) => Path.Combine(_path, name);

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    public string WriteImages(string name, uint count, uint rows, uint columns, byte[] levels) =>
        Write(name, Idx(0x00000803, [count, rows, columns], levels));

    public string WriteLabels(string name, params byte[] labels) =>
        Write(name, Idx(0x00000801, [(uint)labels.Length], labels));

    public void Dispose() => Directory.Delete(_path, recursive: true);

    public static byte[] Idx(uint magic, uint[] extents, byte[] body)
    {
        var bytes = new byte[(4 * (1 + extents.Length)) + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        for (var i = 0; i < extents.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * (i + 1)), extents[i]);
        body.CopyTo(bytes.AsSpan(4 * (1 + extents.Length)));
        return bytes;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var result = new MemoryStream();
        using (var stream = new GZipStream(result, CompressionLevel.Optimal))
            stream.Write(bytes);
        return result.ToArray();
    }

    /// <summary>Bytes that differ from place to place and do not compress.</summary>
    public static byte[] Levels(int count, uint seed = 1)
    {
        var levels = new byte[count];
        for (var i = 0; i < count; i++)
        {
            seed = (seed * 1664525) + 1013904223;
            levels[i] = (byte)(seed >> 24);
        }

        return levels;
    }

    /// <summary>CIFAR-10 records with these labels.</summary>
    public static byte[] Cifar(params byte[] labels)
    {
        var bytes = Levels(3073 * labels.Length, 7);
        for (var record = 0; record < labels.Length; record++)
            bytes[3073 * record] = labels[record];
        return bytes;
    }
}
