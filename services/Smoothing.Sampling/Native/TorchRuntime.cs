using Smoothing.Draws.Identity;
using Smoothing.Sampling.Models;
using TorchSharp;

namespace Smoothing.Sampling.Native;

/// <summary>libtorch in this process: prepared once, before anything else of it is used.</summary>
internal static class TorchRuntime
{
    private static readonly Lazy<bool> Started = new(Start);
    private static readonly Lazy<string> Build = new(FindBuild);

    [ThreadStatic]
    private static bool _prepared;

    /// <summary>Version and build of libtorch, such as "2.10.0+5f0c1a2b"; to be asked for after a device is prepared.
    /// </summary>
    /// <remarks>Whoever asks libtorch what it was built with before its CUDA is loaded leaves it without.</remarks>
    /// <exception cref="ModelException">libtorch cannot be loaded.</exception>
    public static string Version => Build.Value;

    /// <summary>
    /// Prepares the calling thread to run tiles: one intra-op thread, or the counts would depend on the machine.
    /// </summary>
    /// <exception cref="ModelException">libtorch cannot be loaded.</exception>
    public static void PrepareThread()
    {
        if (_prepared)
            return;
        _ = Started.Value;
        torch.set_num_threads(1);
        _prepared = true;
    }

    /// <summary>Prepares a device.</summary>
    /// <param name="device">"cpu", "cuda" or "cuda:N".</param>
    /// <returns>The device and its kind, which is what counts depend on.</returns>
    /// <exception cref="ModelException">There is no such device.</exception>
    public static (torch.Device Device, string Kind) Prepare(string device)
    {
        PrepareThread();
        if (device == "cpu")
            return (torch.CPU, device);
        if (!torch.cuda.is_available())
            throw new ModelException("device", $"{device} is not there: this build or this machine has no CUDA");
        var place = torch.device(device);
        var index = Math.Max(0, place.index);
        if (index >= torch.cuda.device_count())
            throw new ModelException("device", $"{device} is not there: {torch.cuda.device_count()} devices are");
        torch.InitializeDeviceType(DeviceType.CUDA);
        // Convolutions would otherwise be rounded to 10 bits, which is not binary32.
        torch.backends.cuda.matmul.allow_tf32 = false;
        torch.backends.cudnn.allow_tf32 = false;
        return (place, $"cuda:{HostLibraries.CudaDeviceName(index) ?? "unknown"}");
    }

    /// <summary>What the counts of a model depend on beside the draws.</summary>
    /// <param name="manifest">The model's manifest.</param>
    /// <param name="kind">Kind of the device that <see cref="Prepare"/> told.</param>
    public static RuntimeFingerprint Fingerprint(ModelManifest manifest, string kind) => new(
        EngineName.Of(manifest.Engine), Version, Processor.Description, kind, manifest.Precision, manifest.TileSize,
        MemoryFormatName.Of(manifest.MemoryFormat));

    private static string FindBuild() => TorchBuild.Read()
        ?? throw new ModelException("native_library", "libtorch does not tell which version it is");

    private static bool Start()
    {
        var folders = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        CompatibleLibrary.Prepare(folders, AppContext.BaseDirectory, HostLibraries.PathOf("libstdc++.so.6"));
        HostLibraries.KeepFreedMemory();
        try
        {
            torch.set_num_threads(1);
            return true;
        }
        catch (Exception exception) when (
            exception is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            var cause = exception.GetBaseException();
            var reason = TorchError.FirstLine(cause);
            throw new ModelException("native_library", $"libtorch does not load: {reason}", exception)
            {
                Detail = cause.Message,
            };
        }
    }
}
