using Smoothing.Sampling.Models;
using TorchSharp;

namespace Smoothing.Sampling.Probing;

/// <summary>Whether a model is a function of one input: it repeats itself, and neighbours do not matter.</summary>
internal sealed class ModelTrial(
    torch.jit.ScriptModule<torch.Tensor, torch.Tensor> module, torch.Device device, int tileSize, int[] shape)
{
    private const string Export = "as in a model that was traced in training mode; export it after eval()";

    /// <summary>Tries the model on a tile.</summary>
    /// <returns>The number of classes that it answers.</returns>
    /// <exception cref="ModelException">It cannot be sampled.</exception>
    public int Classes()
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode(true);
        // A ramp: unlike zeros it does not tie all classes of an untrained or symmetric model.
        var numbers = shape.Aggregate((long)tileSize, (product, extent) => product * extent);
        var ramp = torch.linspace(0, 1, numbers).reshape([tileSize, .. shape.Select(extent => (long)extent)]);
        var first = Forward(ramp);
        var classes = TorchFile.RequireOutput(first, tileSize, null);
        var second = Forward(ramp);
        // The engine may run its first call otherwise than the ones after it.
        if (!Equal(first, second) && !Equal(second, Forward(ramp)))
        {
            throw new ModelException(
                "repeatable",
                $"the same inputs gave different outputs twice: dropout or other chance is active, {Export}");
        }

        RequireIndependence(ramp, second);
        return classes;
    }

    /// <summary>The first half of a tile must not see the second.</summary>
    private void RequireIndependence(torch.Tensor ramp, torch.Tensor outputs)
    {
        var kept = tileSize / 2;
        if (kept == 0)
            return;
        var others = torch.cat([ramp.narrow(0, 0, kept), ramp.narrow(0, 0, tileSize - kept) * -0.75f + 0.5f], 0);
        if (!Equal(Forward(others).narrow(0, 0, kept), outputs.narrow(0, 0, kept)))
        {
            throw new ModelException(
                "independent",
                "an input's outputs change with the other inputs of its batch: batch normalisation is active, "
                    + $"{Export}");
        }
    }

    // A copy each time: a model may write into its input.
    private torch.Tensor Forward(torch.Tensor tile) => TorchFile.Forward(module, tile.to(device, copy: true)).cpu();

    private static bool Equal(torch.Tensor one, torch.Tensor other) =>
        one.shape.SequenceEqual(other.shape) && one.contiguous().bytes.SequenceEqual(other.contiguous().bytes);
}
