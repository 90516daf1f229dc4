using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TorchSharp;

namespace Smoothing.Sampling.Native;

/// <summary>Which libtorch runs in this process, by its own words (<c>at::show_config</c>).</summary>
/// <remarks>
/// The wrapper tells the version that it was made with. Another one may have been loaded, and two builds of one version
/// have other compilers, oneDNN, MKL, CUDA and cuDNN, hence other bits.
/// </remarks>
internal static unsafe partial class TorchBuild
{
    // std::string at::show_config(), called as FrozenModule describes.
    private const string ShowConfig = "_ZN2at11show_configB5cxx11Ev";

    // The processor is told apart from the build.
    private const string OfProcessor = "CPU capability";

    // A text is its address, its length, and 16 bytes that hold it where it is short.
    private const int TextWords = 4, PlaceOfShort = 2, DigestBytes = 4;

    /// <summary>Version, and eight digits of a digest of all that the build tells, such as "2.10.0+5f0c1a2b".</summary>
    /// <returns>Null where this libtorch does not tell.</returns>
    public static string? Read() => IsCallable && Function() is not 0 and var function ? Of(Text(function)) : null;

    /// <summary>The version of a description.</summary>
    internal static string? Of(string description)
    {
        if (Version().Match(description) is not { Success: true } found)
            return null;
        var lines = description.Split('\n').Where(line => !line.Contains(OfProcessor, StringComparison.Ordinal));
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return $"{found.Groups[1].Value}+{Convert.ToHexStringLower(digest.AsSpan(0, DigestBytes))}";
    }

    private static bool IsCallable =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    private static nint Function() =>
        NativeLibrary.TryLoad("libtorch_cpu", typeof(torch).Assembly, null, out var library)
            && NativeLibrary.TryGetExport(library, ShowConfig, out var function) ? function : 0;

    private static string Text(nint function)
    {
        var text = stackalloc nint[TextWords];
        ((delegate* unmanaged<nint*, nint*>)function)(text);
        var description = Encoding.UTF8.GetString((byte*)text[0], (int)text[1]);
        if (text[0] != (nint)(text + PlaceOfShort))
            NativeMemory.Free((void*)text[0]);
        return description;
    }

    [GeneratedRegex(@"TORCH_VERSION=([0-9][0-9A-Za-z.]{0,30})", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
