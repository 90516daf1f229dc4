using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;

namespace Smoothing.Sampling.Native;

/// <summary>What the engine's choice of kernels on a CPU depends on.</summary>
internal static class Processor
{
    // Variables by which the engine's libraries are told to use other kernels.
    private static readonly string[] Overrides =
    [
        "ATEN_CPU_CAPABILITY", "ATEN_AVX512_256", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA",
        "ONEDNN_DEFAULT_FPMATH_MODE", "DNNL_DEFAULT_FPMATH_MODE", "MKL_ENABLE_INSTRUCTIONS", "MKL_CBWR",
    ];

    // A fingerprint's text has at most 200 characters; the kind of processor takes less than 60 of them.
    private const int OverridesLimit = 120;

    /// <summary>Widest instruction set, kind of processor, all its features as one number, and overrides.</summary>
    public static string Description { get; } = Describe(Environment.GetEnvironmentVariable);

    /// <summary>The description under some environment.</summary>
    /// <param name="variable">The value of a variable, or null.</param>
    /// <returns>1 to 200 printable ASCII characters.</returns>
    internal static string Describe(Func<string, string?> variable)
    {
        var widest = Avx512F.IsSupported ? "avx512f" : Avx2.IsSupported ? "avx2" : "base";
        var kind = X86Base.IsSupported
            ? Kind()
            : RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return Printable($"{widest} {kind}{OverridesOf(variable)}");
    }

    /// <summary>" NAME=value" for each variable that is set; a digest of all that where it is no short text.</summary>
    private static string OverridesOf(Func<string, string?> variable)
    {
        var text = string.Concat(Overrides
            .Where(name => variable(name) is { Length: > 0 })
            .Select(name => $" {name}={variable(name)}"));
        return text.Length <= OverridesLimit && Printable(text) == text
            ? text
            : $" overrides={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}";
    }

    // A virtual machine may name any vendor.
    private static string Printable(string text) =>
        string.Concat(text.Select(letter => letter is >= ' ' and <= '~' ? letter : '?'));

    private static string Kind()
    {
        var (_, b, c, d) = X86Base.CpuId(0, 0);
        var vendor = Encoding.ASCII.GetString(MemoryMarshal.AsBytes((Span<int>)[b, d, c]));
        var (signature, _, features, moreFeatures) = X86Base.CpuId(1, 0);
        var family = ((signature >> 8) & 0xF) + ((signature >> 20) & 0xFF);
        var model = ((signature >> 4) & 0xF) | ((signature >> 12) & 0xF0);
        var (_, extended, extended2, extended3) = X86Base.CpuId(7, 0);
        var (newest, _, _, _) = X86Base.CpuId(7, 1);
        // Leaf 1 holds the number of the core in its second word, which is left out. FNV-1a.
        var hash = 2166136261u;
        foreach (var part in MemoryMarshal.AsBytes(
            (Span<int>)[features, moreFeatures, extended, extended2, extended3, newest]))
            hash = unchecked((hash ^ part) * 16777619u);
        return $"x86-64 {vendor} {family}.{model} {hash:x8}";
    }
}
