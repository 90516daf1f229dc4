namespace Smoothing.Data.Bytes;

/// <summary>The bytes of one file, decompressed. Nothing is allocated on the word of a header.</summary>
internal abstract class ByteSource : IDisposable
{
    private const int GzipMagic = 0x8B1F;

    protected ByteSource(string path) => Path = path;

    /// <summary>Path of the file, as it was given.</summary>
    public string Path { get; }

    /// <summary>Number of bytes where it is known without reading them; null for a compressed file.</summary>
    public abstract long? KnownLength { get; }

    /// <summary>Opens a file, compressed or not.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its bytes; at least one.</returns>
    /// <exception cref="ImageFileException">It is missing, a folder, unreadable or empty.</exception>
    public static ByteSource Open(string path)
    {
        if (Directory.Exists(path))
            throw new ImageFileException(path, "path", "a folder", "expected a file");
        if (!File.Exists(path))
            throw new ImageFileException(path, "path", "missing", "expected a file that exists");
        return Guard(path, () =>
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            try
            {
                if (!stream.CanSeek)
                    throw new ImageFileException(path, "path", "a pipe or device", "expected a file");
                if (stream.Length == 0)
                    throw new ImageFileException(path, "length", "0 bytes", "expected a file of images or labels");
                return ReadMagic(stream) == GzipMagic ? (ByteSource)new GzipBytes(path, stream)
                    : new PlainBytes(path, stream);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        });
    }

    /// <summary>Reads the first bytes, before the length is checked.</summary>
    /// <param name="count">Number of bytes wanted, a few.</param>
    /// <returns>As many as there are, at most <paramref name="count"/>.</returns>
    public abstract ReadOnlyMemory<byte> Start(int count);

    /// <summary>Checks the length; must be called once, before <see cref="Read"/>.</summary>
    /// <param name="expected">Bytes that the file has to have.</param>
    /// <param name="reason">Where that number comes from, in words.</param>
    /// <exception cref="ImageFileException">It has fewer or more.</exception>
    public abstract void RequireLength(long expected, string reason);

    /// <summary>Reads bytes, after the length was checked.</summary>
    /// <param name="offset">First byte. At least 0.</param>
    /// <param name="count">Number of bytes; offset + count is at most the length.</param>
    /// <returns>Exactly <paramref name="count"/> bytes.</returns>
    /// <exception cref="ImageFileException">The file was shortened, or cannot be read any more.</exception>
    public abstract ReadOnlyMemory<byte> Read(long offset, int count);

    /// <summary>Closes the file.</summary>
    public abstract void Dispose();

    /// <summary>Turns every failure of the file system into one that names the file.</summary>
    protected static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException(
                path, "path", $"unreadable ({fault.Message})", "expected a readable file", fault);
        }
    }

    protected ImageFileException WrongLength(string found, long expected, string reason) =>
        new(Path, "length", found, FormattableString.Invariant($"expected {expected} bytes, {reason}"));

    private static int ReadMagic(FileStream stream)
    {
        Span<byte> start = stackalloc byte[2];
        return RandomAccess.Read(stream.SafeFileHandle, start, 0) == 2 ? start[0] | (start[1] << 8) : 0;
    }
}
