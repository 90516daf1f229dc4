using Smoothing.Draws.Generator;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;
using TorchSharp;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>Threads that run a model on one tile again and again: the engine and its preparation, and nothing around.
/// </summary>
internal sealed class BareForward : IDisposable
{
    private readonly PreparedModule _module;
    private readonly ModelManifest _manifest;
    private readonly NoisyInput _input;
    private readonly torch.Device _device;
    private readonly Crew _crew;
    private readonly Thread[] _threads;

    /// <param name="file">The TorchScript file.</param>
    /// <param name="model">Form of the tile and its input.</param>
    /// <param name="device">"cpu" or "cuda:N".</param>
    /// <param name="threads">Threads, each with one intra-op thread and the priority of a sampler's worker.</param>
    public BareForward(string file, MeasuredModel model, string device, int threads)
    {
        _manifest = model.Manifest;
        // Noisy copies, as the service's tiles hold: how long some kernels take depends on the numbers.
        var noise = GridNoise.Of(new GaussianLaw(0.25), _manifest.Grid);
        _input = new(noise, [.. model.Levels.Select(level => (int)level)], Seed.FromNumber(7));
        (_device, _) = TorchRuntime.Prepare(device);
        _module = PreparedModule.Load(File.ReadAllBytes(file), _device, _manifest.Form, out _);
        _crew = new(threads);
        _threads = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Work, TorchThread.StackBytes))];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <summary>Runs tiles; a thread takes the next one when it has finished the one before.</summary>
    public Task RunAsync(long draws) => _crew.RunAsync((int)((draws + _manifest.TileSize - 1) / _manifest.TileSize));

    public void Dispose()
    {
        _crew.Stop();
        foreach (var thread in _threads)
            thread.Join();
        _crew.Dispose();
        _module.Dispose();
    }

    /// <summary>One forward pass.</summary>
    public static void Pass(PreparedModule module, torch.Tensor tile)
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode(true);
        // The answers are taken to where they are read, and so waited for.
        module.Forward(tile).cpu();
    }

    private void Work()
    {
        TorchRuntime.PrepareThread();
        HostLibraries.YieldToOthers();
        using var tile = new TileBuffer(_manifest);
        for (var slot = 0; slot < _manifest.TileSize; slot++)
            tile.Write(slot, _input, slot);
        // On a GPU the tile is there before anything is measured.
        using var input = tile.Tensor.to(_device);
        while (_crew.Join(() => Pass(_module, input)))
        {
        }
    }
}
