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

    /// <summary>No slot may see another: what keeps its input keeps its outputs when the others change.</summary>
    private void RequireIndependence(torch.Tensor ramp, torch.Tensor outputs)
    {
        var others = ramp * -0.75f + 0.5f;
        foreach (var kept in KeptSlots())
        {
            var slots = torch.tensor(kept);
            var changed = others.index_copy(0, slots, ramp.index_select(0, slots));
            if (Equal(Forward(changed).index_select(0, slots), outputs.index_select(0, slots)))
                continue;
            throw new ModelException(
                "independent",
                "an input's outputs change with the other inputs of its batch: batch normalisation is active, "
                    + $"{Export}, or the model computes across the batch");
        }
    }

    /// <summary>
    /// Halves find statistics of the batch and sums over it in both directions; even and odd slots find neighbours that
    /// are mixed or shifted; the first slot alone finds what reaches it from anywhere.
    /// </summary>
    private List<long[]> KeptSlots()
    {
        Func<int, bool>[] choices =
        [
            slot => slot < tileSize / 2, slot => slot >= tileSize / 2, slot => slot % 2 == 0, slot => slot % 2 == 1,
            slot => slot == 0,
        ];
        var sets = new List<long[]>();
        foreach (var choice in choices)
        {
            long[] kept = [.. Enumerable.Range(0, tileSize).Where(choice).Select(slot => (long)slot)];
            // Small tiles have fewer different sets; each costs a call of the model.
            if (kept.Length > 0 && kept.Length < tileSize && !sets.Any(set => set.SequenceEqual(kept)))
                sets.Add(kept);
        }

        return sets;
    }

    // A copy each time: a model may write into its input.
    private torch.Tensor Forward(torch.Tensor tile) => TorchFile.Forward(module, tile.to(device, copy: true)).cpu();

    private static bool Equal(torch.Tensor one, torch.Tensor other) =>
        one.shape.SequenceEqual(other.shape) && one.contiguous().bytes.SequenceEqual(other.contiguous().bytes);
}
