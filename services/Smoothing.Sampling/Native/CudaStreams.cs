using System.Runtime.InteropServices;

namespace Smoothing.Sampling.Native;

/// <summary>A stream of its own for each thread that runs tiles on a GPU, so that copies and kernels of several tiles
/// overlap; libtorch puts all threads into one stream otherwise.</summary>
/// <remarks>
/// The wrapper does not know streams. Both functions of libc10_cuda take and return a stream by value, which is two
/// machine words. Where a libtorch does not have them, tiles run one after another. Streams are not synchronised with
/// the one that models are loaded on: loading ends with an answer, and so with all that was put into that one.
/// </remarks>
internal static unsafe class CudaStreams
{
    private const string Library = "libc10_cuda.so";

    // CUDAStream getStreamFromPool(bool is_high_priority, DeviceIndex) and setCurrentCUDAStream(CUDAStream)
    private const string FromPool = "_ZN3c104cuda17getStreamFromPoolEba";
    private const string SetCurrent = "_ZN3c104cuda20setCurrentCUDAStreamENS0_10CUDAStreamE";

    [ThreadStatic]
    private static int _ofDevice;

    /// <summary>Gives the calling thread a stream of its own, unless it has one.</summary>
    /// <param name="device">Number of the GPU.</param>
    public static void UseOwn(int device)
    {
        // Device 0 is kept as 1: 0 stands for none.
        if (_ofDevice == device + 1)
            return;
        _ofDevice = device + 1;
        if (!NativeLibrary.TryLoad(Library, out var library)
            || !NativeLibrary.TryGetExport(library, FromPool, out var fromPool)
            || !NativeLibrary.TryGetExport(library, SetCurrent, out var setCurrent))
            return;
        var stream = ((delegate* unmanaged<byte, sbyte, CudaStream>)fromPool)(0, (sbyte)device);
        ((delegate* unmanaged<CudaStream, void>)setCurrent)(stream);
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct CudaStream
    {
        private readonly long _device, _number;
    }
}
