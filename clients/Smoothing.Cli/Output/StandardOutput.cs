using Microsoft.Win32.SafeHandles;

namespace Smoothing.Cli.Output;

/// <summary>Standard output for answers without end.</summary>
internal static class StandardOutput
{
    /// <summary>Opens it. Writing fails once nobody reads any more.</summary>
    /// <remarks>
    /// The console's own stream drops what cannot be delivered, so that the command would never end. It is right for
    /// files, whose position is shared with other commands.
    /// </remarks>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
