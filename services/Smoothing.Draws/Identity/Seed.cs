using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Smoothing.Draws.Identity;

/// <summary>Sixteen bytes from which draws derive: the seed of a run, or of one input of a run.</summary>
public readonly record struct Seed
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 16;

    private readonly UInt128 _value;

    /// <summary>Copies sixteen bytes.</summary>
    /// <param name="bytes">Exactly 16.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public Seed(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"a seed has {Length} bytes, not {bytes.Length}", nameof(bytes));
        _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>The seed of a whole number, as sixteen little-endian bytes.</summary>
    public static Seed FromNumber(UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, number);
        return new Seed(bytes);
    }

    /// <summary>The number that <see cref="FromNumber"/> turns into this seed.</summary>
    public UInt128 ToNumber() => BinaryPrimitives.ReadUInt128LittleEndian(ToBytes());

    /// <summary>The seed of one input of a run: the first half of SHA-256(run seed ‖ digest of the input).</summary>
    /// <remarks>Draws of different inputs are then independent, and an input has one seed a run.</remarks>
    public static Seed ForInput(Seed run, Digest input)
    {
        Span<byte> message = stackalloc byte[Length + Digest.Length];
        run.CopyTo(message);
        input.CopyTo(message[Length..]);
        Span<byte> hash = stackalloc byte[Digest.Length];
        SHA256.HashData(message, hash);
        return new Seed(hash[..Length]);
    }

    /// <summary>Writes the sixteen bytes.</summary>
    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, _value);

    /// <summary>The sixteen bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <returns>32 lower-case hexadecimal digits.</returns>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
