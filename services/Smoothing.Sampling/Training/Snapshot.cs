using TorchSharp;

namespace Smoothing.Sampling.Training;

/// <summary>Copies of tensors, to set them back to.</summary>
internal sealed class Snapshot : IDisposable
{
    private readonly (torch.Tensor Tensor, torch.Tensor Copy)[] _pairs;

    private Snapshot((torch.Tensor, torch.Tensor)[] pairs) => _pairs = pairs;

    public static Snapshot Of(IEnumerable<NamedTensor> tensors)
    {
        using var still = torch.no_grad();
        return new([.. tensors.Select(one => (one.Value, one.Value.clone()))]);
    }

    /// <summary>Sets the tensors back, in place.</summary>
    public void Restore()
    {
        using var still = torch.no_grad();
        foreach (var (tensor, copy) in _pairs)
            tensor.copy_(copy);
    }

    public void Dispose()
    {
        foreach (var (_, copy) in _pairs)
            copy.Dispose();
    }
}
