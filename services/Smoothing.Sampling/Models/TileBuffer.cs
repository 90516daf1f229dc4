using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Smoothing.Sampling.Models;

/// <summary>Memory of one tile in the format of its model, which is written input by input.</summary>
internal sealed unsafe class TileBuffer : IDisposable
{
    private readonly ModelManifest _manifest;
    private readonly torch.Tensor _memory;

    // Of one input in the order in which it is drawn, where the tile has another. It begins where a cache line does.
    private readonly torch.Tensor? _rowMemory;
    private readonly float* _row;
    private readonly int _dimension, _channels;
    private float* _numbers;

    /// <summary>Makes a tile of zeros.</summary>
    public TileBuffer(ModelManifest manifest)
    {
        (_manifest, _dimension, _channels) = (manifest, manifest.Dimension, manifest.Shape[0]);
        _memory = torch.zeros(manifest.TileShape, torch.float32);
        // A shortage of memory is an answer here, and must not keep what was there.
        try
        {
            Tensor = View();
            // One channel lies alike in both formats.
            if (manifest.MemoryFormat == MemoryFormat.ChannelsLast && _channels > 1)
            {
                _rowMemory = torch.zeros(_dimension, torch.float32);
                _row = NumbersOf(_rowMemory.bytes);
            }
        }
        catch
        {
            _memory.Dispose();
            throw;
        }

        Open();
    }

    /// <summary>Writes an input.</summary>
    /// <param name="row">Receives the numbers [coordinate], as the axes of the shape are written.</param>
    public delegate void RowWriter(Span<float> row);

    /// <summary>[T, shape…] binary32.</summary>
    public torch.Tensor Tensor { get; }

    /// <summary>Whether tiles of another model have the same form.</summary>
    public bool Fits(ModelManifest manifest) =>
        ReferenceEquals(_manifest, manifest) || (_manifest.MemoryFormat == manifest.MemoryFormat
            && _manifest.TileSize == manifest.TileSize && _manifest.Shape.SequenceEqual(manifest.Shape));

    /// <summary>Finds the memory again, once before the inputs of a tile are written.</summary>
    /// <remarks>
    /// Asking the tensor for each input would cost more than some inputs, and a model may have given its input other
    /// memory.
    /// </remarks>
    public void Open()
    {
        var bytes = _memory.bytes;
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, _manifest.TileSize * _dimension * sizeof(float));
        _numbers = NumbersOf(bytes);
    }

    /// <summary>Writes the noisy input of a slot.</summary>
    public void Write(int slot, Draws.Generator.NoisyInput input, long draw)
    {
        input.Write(draw, RowOf(slot));
        Settle(slot);
    }

    /// <summary>Writes the input of a slot.</summary>
    public void Write(int slot, RowWriter write)
    {
        write(RowOf(slot));
        Settle(slot);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Tensor.Dispose();
        _memory.Dispose();
        _rowMemory?.Dispose();
    }

    // Flat memory stays contiguous for those who write; the model sees it through other strides.
    private torch.Tensor View() => _manifest.MemoryFormat == MemoryFormat.Contiguous
        ? _memory
        : _memory.as_strided(_manifest.TileShape, ChannelsLast.Strides(_manifest.TileShape));

    private static float* NumbersOf(Span<byte> memory) =>
        (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory));

    private Span<float> RowOf(int slot) => _row is null ? Memory(slot) : new(_row, _dimension);

    private Span<float> Memory(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)_manifest.TileSize);
        return new(_numbers + (nint)slot * _dimension, _dimension);
    }

    private void Settle(int slot)
    {
        if (_row is not null)
            Interleaving.Write(new(_row, _dimension), _channels, Memory(slot));
    }
}
