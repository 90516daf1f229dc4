using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Smoothing.Sampling.Native;

/// <summary>What the engine's choice of kernels on a CPU depends on.</summary>
internal static class Processor
{
    // Variables by which the engine's libraries are told to use other kernels.
    private static readonly string[] Overrides =
        ["ATEN_CPU_CAPABILITY", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA", "MKL_ENABLE_INSTRUCTIONS", "MKL_CBWR"];

    /// <summary>Widest instruction set, kind of processor, all its features as one number, and overrides.</summary>
    public static string Description { get; } = string.Join(' ', Parts());

    private static IEnumerable<string> Parts()
    {
        var widest = Avx512F.IsSupported ? "avx512f" : Avx2.IsSupported ? "avx2" : "base";
        yield return widest;
        yield return X86Base.IsSupported
            ? Kind()
            : RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        foreach (var name in Overrides)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                yield return $"{name}={value}";
        }
    }

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
