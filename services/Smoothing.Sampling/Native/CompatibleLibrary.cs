using System.Text;

namespace Smoothing.Sampling.Native;

/// <summary>Makes TorchSharp's native library load where libstdc++ is older than the one it was built with.</summary>
/// <remarks>
/// libLibTorchSharp.so asks for GLIBCXX_3.4.32; Debian 12 ends at 3.4.30. The only symbol behind that version is
/// _ZSt21ios_base_library_initv, a mark for the linker without code, so the demand can be declared weak in a copy
/// beside the program.
/// </remarks>
internal static class CompatibleLibrary
{
    /// <summary>The library.</summary>
    public const string Library = "libLibTorchSharp.so";

    /// <summary>The version that it asks for.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    /// <summary>Replaces the library beside the program by a loadable copy, where the system needs that.</summary>
    /// <param name="folders">Where the library may lie; only what is under <paramref name="program"/> counts.</param>
    /// <param name="program">The program's own folder.</param>
    /// <param name="standardLibrary">The system's libstdc++; null where the system does not tell.</param>
    /// <exception cref="ModelException">A copy is needed and cannot be written.</exception>
    public static void Prepare(IEnumerable<string> folders, string program, string? standardLibrary)
    {
        if (standardLibrary is null || Offers(File.ReadAllBytes(standardLibrary), Version))
            return;
        var own = Path.TrimEndingDirectorySeparator(Path.GetFullPath(program)) + Path.DirectorySeparatorChar;
        var libraries = folders
            .Select(folder => Path.GetFullPath(Path.Combine(folder, Library)))
            .Where(path => path.StartsWith(own, StringComparison.Ordinal) && File.Exists(path))
            .Distinct();
        foreach (var library in libraries)
        {
            var image = File.ReadAllBytes(library);
            if (VersionNeeds.Weaken(image, Version))
                Replace(library, image);
        }
    }

    private static bool Offers(ReadOnlySpan<byte> library, string version) =>
        library.IndexOf(Encoding.ASCII.GetBytes(version + '\0')) >= 0;

    private static void Replace(string library, byte[] image)
    {
        // The file may be a hard link into the package cache: never write into it, put another file in its place. The
        // rename is atomic, so of several processes that do this at once each sees a whole file.
        var copy = $"{library}.{Environment.ProcessId}-{Guid.NewGuid():N}";
        try
        {
            File.WriteAllBytes(copy, image);
            // With the time of the original a build takes the file for unchanged.
            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(library));
            File.Move(copy, library, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(copy))
                File.Delete(copy);
            throw new ModelException(
                "native_library",
                $"this system's libstdc++ lacks {Version}, and no adapted copy of {Library} could be written: "
                    + "start the program once with write permission to its folder, or use a newer system",
                exception) { Detail = $"{library}: {exception.Message}" };
        }
    }
}
