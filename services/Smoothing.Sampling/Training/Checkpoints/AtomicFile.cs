namespace Smoothing.Sampling.Training.Checkpoints;

/// <summary>Replaces a file at once: whoever reads it sees the old one or the new one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file beside its name, brings it to the disk and renames it.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = path + ".part";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
