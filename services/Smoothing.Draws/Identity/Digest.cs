using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Smoothing.Draws.Identity;

/// <summary>A SHA-256 digest.</summary>
public readonly record struct Digest : ISpanFormattable
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 32;

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    /// <summary>Copies 32 bytes.</summary>
    /// <param name="bytes">Exactly 32.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"a digest has {Length} bytes, not {bytes.Length}", nameof(bytes));
        _high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <summary>Digest of bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(bytes, hash);
        return new Digest(hash);
    }

    /// <summary>Digest of a stream, from its position to its end.</summary>
    public static Digest Of(Stream stream)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(stream, hash);
        return new Digest(hash);
    }

    /// <summary>Identity of an input: the digest of its levels, each as a little-endian 32-bit integer.</summary>
    /// <param name="levels">Levels in row-major order.</param>
    public static Digest OfLevels(ReadOnlySpan<int> levels)
    {
        var bytes = new byte[sizeof(int) * levels.Length];
        for (var i = 0; i < levels.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int) * i), levels[i]);
        return Of(bytes);
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt128BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt128BigEndian(destination[16..], _low);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <returns>64 lower-case hexadecimal digits.</returns>
    public override string ToString() => string.Create(null, $"{this}");

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.TryToHexStringLower(bytes, destination, out charsWritten);
    }
}
