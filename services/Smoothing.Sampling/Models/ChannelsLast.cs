using TorchSharp;

namespace Smoothing.Sampling.Models;

/// <summary>Tensors of four axes whose second one runs fastest in memory.</summary>
internal static class ChannelsLast
{
    private const int Axes = 4;

    // The wrapper has no name for this operator, which gives a tensor other memory under the same identity: modules
    // keep the tensor, and so use the new order.
    private static readonly Lazy<torch.jit.CompilationUnit> Operators = new(() => torch.jit.compile(
        "def adopt(weight: Tensor, other: Tensor) -> Tensor:\n    return weight.set_(other)\n"));

    /// <summary>A tensor in this order.</summary>
    /// <param name="tensor">Four axes.</param>
    /// <returns>The tensor itself where it is in this order, otherwise a copy.</returns>
    public static torch.Tensor Of(torch.Tensor tensor)
    {
        long[] strides = Strides(tensor.shape);
        if (tensor.stride().SequenceEqual(strides))
            return tensor;
        var copy = torch.empty_strided(tensor.shape, strides, tensor.dtype, tensor.device);
        copy.copy_(tensor);
        return copy;
    }

    /// <summary>Brings the weights of four axes into this order; their numbers stay the same.</summary>
    public static void Adopt(torch.nn.Module module)
    {
        using var scope = torch.NewDisposeScope();
        using var constant = torch.no_grad();
        foreach (var (_, weight) in module.named_parameters())
        {
            if (weight.dim() == Axes)
                Operators.Value.invoke("adopt", weight, Of(weight));
        }
    }

    /// <summary>Steps in memory along the axes of a shape.</summary>
    public static long[] Strides(IReadOnlyList<long> shape) =>
        [shape[1] * shape[2] * shape[3], 1, shape[3] * shape[1], shape[1]];
}
