using Smoothing.Sampling.Native;
using TorchSharp;

namespace Smoothing.Sampling.Models;

/// <summary>A TorchScript module as the engine and the memory format of its manifest want it. Its file stays as it is.
/// </summary>
internal sealed class PreparedModule : IDisposable
{
    private readonly torch.jit.ScriptModule<torch.Tensor, torch.Tensor> _module;
    private readonly torch.Device _device;
    private readonly MemoryFormat _format;

    private PreparedModule(
        torch.jit.ScriptModule<torch.Tensor, torch.Tensor> module, torch.Device device, MemoryFormat format) =>
        (_module, _device, _format) = (module, device, format);

    /// <summary>Loads a module and prepares it.</summary>
    /// <param name="bytes">The TorchScript file.</param>
    /// <param name="device">Where it is run.</param>
    /// <param name="form">Engine and memory format.</param>
    /// <param name="savedInTraining">Whether it was saved in training mode; it is in evaluation mode now.</param>
    /// <exception cref="ModelException">
    /// Check "load": libtorch does not load it. Check "engine": this machine does not have the engine.
    /// </exception>
    public static PreparedModule Load(
        byte[] bytes, torch.Device device, TileForm form, out bool savedInTraining)
    {
        var module = TorchFile.Load(bytes, device, out savedInTraining);
        // Constants keep the order that weights have when they become constants.
        if (form.MemoryFormat == MemoryFormat.ChannelsLast)
            ChannelsLast.Adopt(module);
        if (form.Engine == Engine.LibtorchFrozen)
            FrozenModule.Replace(module, device);
        return new(module, device, form.MemoryFormat);
    }

    /// <summary>Runs the module.</summary>
    /// <param name="tile">[rows, shape…] binary32 in any memory; a model may write into it.</param>
    /// <returns>What it answers, where it was computed.</returns>
    /// <exception cref="ModelException">As <see cref="TorchFile.Forward"/>.</exception>
    public torch.Tensor Forward(torch.Tensor tile)
    {
        var formed = _format == MemoryFormat.ChannelsLast ? ChannelsLast.Of(tile) : tile;
        // A name of its own: a model may transpose its input in place, and the next tile must come as this one came.
        using var input = _device.type == DeviceType.CPU ? formed.detach() : formed.to(_device);
        return TorchFile.Forward(_module, input);
    }

    /// <inheritdoc/>
    public void Dispose() => _module.Dispose();
}
