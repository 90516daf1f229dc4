using System.Runtime.InteropServices;
using Smoothing.Draws.Identity;
using Smoothing.Sampling.Native;
using TorchSharp;

namespace Smoothing.Sampling.Models;

/// <summary>A TorchScript model in memory. Tiles may be run on several threads at once.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly object _gate = new();
    private int _running;
    private bool _disposed;

    private LoadedModel(ModelManifest manifest, Digest digest, PreparedModule module, string kind)
    {
        (Manifest, Digest, Module) = (manifest, digest, module);
        Fingerprint = TorchRuntime.Fingerprint(manifest, kind);
    }

    /// <summary>What the operator says of it.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>Digest of the bytes that were loaded.</summary>
    public Digest Digest { get; }

    /// <summary>What is run; it lives as long as this.</summary>
    public PreparedModule Module { get; }

    /// <summary>What the counts depend on beside the draws.</summary>
    public RuntimeFingerprint Fingerprint { get; }

    /// <summary>How long a tile took when it was loaded; zero where none was run.</summary>
    public TimeSpan TileTime { get; set; }

    /// <summary>Loads a model into this process. Probe the file in another one first: some files end theirs.</summary>
    /// <param name="manifest">What it must be.</param>
    /// <param name="bytes">The file; its digest is that of these very bytes.</param>
    /// <param name="device">"cpu", "cuda" or "cuda:N".</param>
    /// <exception cref="ModelException">It is not a TorchScript file that libtorch loads.</exception>
    public static LoadedModel Load(ModelManifest manifest, byte[] bytes, string device)
    {
        var (place, kind) = TorchRuntime.Prepare(device);
        var module = PreparedModule.Load(bytes, place, manifest.Form, out _);
        return new(manifest, Digest.Of(bytes), module, kind);
    }

    /// <summary>Runs a tile.</summary>
    /// <param name="tile">[T, shape…] binary32 in the memory of the CPU.</param>
    /// <param name="read">Receives the outputs [slot · classes + class].</param>
    /// <exception cref="ModelException">The model throws, or its output is not binary32 [T, classes].</exception>
    public void Run(torch.Tensor tile, OutputReader read)
    {
        Enter();
        try
        {
            using var scope = torch.NewDisposeScope();
            using var inference = torch.inference_mode(true);
            var output = Module.Forward(tile);
            TorchFile.RequireOutput(output, Manifest.TileSize, Manifest.Classes);
            read(MemoryMarshal.Cast<byte, float>(InMemory(output).bytes));
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Releases the model; when tiles are being run, after the last of them. A frozen one stays in memory.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            if (_running == 0)
                Module.Dispose();
        }
    }

    // Another wrapper of the same tensor takes longer than its numbers take to be read.
    private static torch.Tensor InMemory(torch.Tensor output)
    {
        var near = output.device_type == DeviceType.CPU ? output : output.cpu();
        return near.is_contiguous() ? near : near.contiguous();
    }

    private void Enter()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _running++;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_running == 0 && _disposed)
                Module.Dispose();
        }
    }
}
