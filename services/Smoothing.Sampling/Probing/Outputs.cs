using System.Runtime.InteropServices;
using TorchSharp;

namespace Smoothing.Sampling.Probing;

/// <summary>Reads the outputs of tiles, which are contiguous binary32 [slot, class] in the memory of the CPU.</summary>
internal static class Outputs
{
    /// <summary>Whether two have the same bits.</summary>
    public static bool Equal(torch.Tensor one, torch.Tensor other) => one.bytes.SequenceEqual(other.bytes);

    /// <summary>The outputs of one slot.</summary>
    public static float[] Row(torch.Tensor outputs, int slot)
    {
        var classes = (int)outputs.shape[1];
        return [.. MemoryMarshal.Cast<byte, float>(outputs.bytes).Slice(slot * classes, classes)];
    }

    /// <summary>Whether an output is NaN or +infinity: such a draw has no answer, or a meaningless one.</summary>
    public static bool IsBroken(float[] row) =>
        Array.Exists(row, output => float.IsNaN(output) || float.IsPositiveInfinity(output));
}
