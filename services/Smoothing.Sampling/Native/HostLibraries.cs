using System.Runtime.InteropServices;

namespace Smoothing.Sampling.Native;

/// <summary>What is asked of the system's own libraries.</summary>
internal static partial class HostLibraries
{
    private const int TrimThreshold = -1, TopPad = -2, MmapMax = -4;
    private const int NiceWorker = 5;
    private const int NameBytes = 256;

    /// <summary>Where a library was loaded from.</summary>
    /// <param name="name">Its file name.</param>
    /// <returns>The path, or null where the system does not tell.</returns>
    public static string? PathOf(string name)
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(name, out _))
            return null;
        var start = name.Split(".so")[0] + ".so";
        return File.ReadLines("/proc/self/maps")
            .Select(line => line[(line.IndexOf('/', StringComparison.Ordinal) + 1)..])
            .Where(path => Path.GetFileName(path).StartsWith(start, StringComparison.Ordinal))
            .Select(path => "/" + path)
            .FirstOrDefault(File.Exists);
    }

    /// <summary>
    /// Keeps the heap of glibc from returning and asking again for the pages of every tile, which costs up to three
    /// times the forward pass in page faults.
    /// </summary>
    public static void KeepFreedMemory() => Try(() =>
    {
        _ = MallocOption(MmapMax, 0);
        _ = MallocOption(TrimThreshold, 1 << 30);
        _ = MallocOption(TopPad, 64 << 20);
    });

    /// <summary>
    /// Lowers the priority of the calling thread, which on Linux is a thread's own: short calls are answered at once
    /// while tiles are run.
    /// </summary>
    public static void YieldToOthers() => Try(() => _ = SetPriority(0, 0, NiceWorker));

    /// <summary>Name of a CUDA device, such as "NVIDIA H200": counts depend on its kind, not on its number.</summary>
    /// <param name="index">Its number among the visible ones.</param>
    /// <returns>Null where the driver does not tell.</returns>
    public static string? CudaDeviceName(int index)
    {
        var name = new byte[NameBytes];
        try
        {
            return CudaInit(0) == 0 && CudaDevice(out var device, index) == 0
                && CudaName(name, NameBytes - 1, device) == 0
                    ? System.Text.Encoding.ASCII.GetString(name).TrimEnd('\0')
                    : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static void Try(Action ask)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            ask();
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc, which does not have it.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int MallocOption(int parameter, int value);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int value);

    [LibraryImport("libcuda.so.1", EntryPoint = "cuInit")]
    private static partial int CudaInit(uint flags);

    [LibraryImport("libcuda.so.1", EntryPoint = "cuDeviceGet")]
    private static partial int CudaDevice(out int device, int index);

    [LibraryImport("libcuda.so.1", EntryPoint = "cuDeviceGetName")]
    private static partial int CudaName([Out] byte[] name, int length, int device);
}
