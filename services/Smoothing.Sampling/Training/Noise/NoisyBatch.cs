using System.Runtime.InteropServices;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Tables;
using TorchSharp;

namespace Smoothing.Sampling.Training.Noise;

/// <summary>A batch in tensor memory: examples with the noise that they are certified with.</summary>
internal sealed class NoisyBatch : IDisposable
{
    private readonly ITrainingExamples _examples;
    private readonly GridNoise _noise;
    private readonly float[] _numbers;
    private readonly byte[] _source;
    private readonly int[] _levels;

    /// <summary>Memory for a batch.</summary>
    /// <param name="examples">Where it comes from.</param>
    /// <param name="noise">The law on the grid.</param>
    /// <param name="size">Number of examples.</param>
    /// <param name="shape">Shape of one, [channels, height, width].</param>
    public NoisyBatch(ITrainingExamples examples, GridNoise noise, int size, IReadOnlyList<int> shape)
    {
        (_examples, _noise) = (examples, noise);
        var dimension = shape.Aggregate(1, (product, extent) => product * extent);
        (_source, _levels) = (new byte[dimension], new int[dimension]);
        _numbers = [.. Enumerable.Range(0, noise.Grid.Levels).Select(noise.Grid.NumberOf)];
        Inputs = torch.zeros([size, .. shape.Select(extent => (long)extent)], torch.float32);
        Labels = torch.zeros([size], torch.int64);
    }

    /// <summary>Turns the levels of an example into those that noise is added to.</summary>
    internal delegate void Change(int example, ReadOnlySpan<byte> source, Span<int> target);

    /// <summary>Inputs [slot, channel, row, column], binary32.</summary>
    public torch.Tensor Inputs { get; }

    /// <summary>True classes [slot].</summary>
    public torch.Tensor Labels { get; }

    /// <summary>Fills the slots with noisy copies.</summary>
    /// <param name="indices">The examples; slots beyond them keep what they hold.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="firstDraw">Draw of example 0; the others follow.</param>
    /// <param name="augment">Turns the levels of an example into those that noise is added to.</param>
    public void Fill(ReadOnlySpan<int> indices, Seed seed, long firstDraw, Change augment)
    {
        var numbers = InputNumbers;
        var labels = LabelNumbers;
        for (var slot = 0; slot < indices.Length; slot++)
        {
            var index = indices[slot];
            _examples.Read(index, _source);
            augment(index, _source, _levels);
            labels[slot] = _examples.LabelOf(index);
            new NoisyInput(_noise, _levels, seed).Write(
                firstDraw + index, numbers.Slice(slot * _levels.Length, _levels.Length));
        }
    }

    /// <summary>Fills the slots with examples as they are.</summary>
    public void FillClean(ReadOnlySpan<int> indices)
    {
        var numbers = InputNumbers;
        var labels = LabelNumbers;
        for (var slot = 0; slot < indices.Length; slot++)
        {
            _examples.Read(indices[slot], _source);
            labels[slot] = _examples.LabelOf(indices[slot]);
            for (var i = 0; i < _source.Length; i++)
                numbers[slot * _source.Length + i] = _numbers[_source[i]];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Inputs.Dispose();
        Labels.Dispose();
    }

    /// <summary>Leaves an example as it is.</summary>
    public static void Keep(int example, ReadOnlySpan<byte> source, Span<int> target)
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = source[i];
    }

    private Span<float> InputNumbers => MemoryMarshal.Cast<byte, float>(Inputs.bytes);

    private Span<long> LabelNumbers => MemoryMarshal.Cast<byte, long>(Labels.bytes);
}
