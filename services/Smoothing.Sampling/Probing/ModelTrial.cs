using System.Globalization;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;
using TorchSharp;

namespace Smoothing.Sampling.Probing;

/// <summary>Whether a model is one function of one input, on tiles of its manifest's size.</summary>
/// <remarks>
/// <para>Seven calls of the model, one more when its first two answers differ, and one more for a golden output: the
/// same tile twice; its slots reversed and shuffled; half of the slots with other inputs, which lie beyond the range,
/// and the other half, with inputs of the range; the first tile again.</para>
/// <para>That finds statistics of the batch, mixed and shifted neighbours, sums over slots, ranks, and slots of a kind
/// of their own. It does not find a dependence that only shows for values that were not tried, on tiles that were not
/// tried, or after more calls.</para>
/// </remarks>
internal sealed class ModelTrial(
    PreparedModule module,
    ModelManifest manifest,
    double reach,
    CheckList checks)
{
    private readonly TrialInputs _inputs = new(manifest, reach);
    private readonly int _size = manifest.TileSize;

    /// <summary>Makes the checks.</summary>
    /// <exception cref="ModelException">The model does not answer such tiles; other checks cannot be made.</exception>
    public void Run()
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode(true);
        var tile = _inputs.Tile();
        var first = FirstAnswer(tile);
        var outputs = Answer(() => tile);
        // The engine may run its first call otherwise than the ones after it.
        var repeats = Outputs.Equal(first, outputs) || Outputs.Equal(outputs, Answer(() => tile));
        RequireFinite(outputs);
        if (repeats)
        {
            var moved = Moved(tile, outputs);
            var changed = Changed(tile, outputs);
            RequireIndependent(moved, changed);
        }

        RequireRepeatable(outputs, repeats ? Answer(() => tile) : null);
    }

    /// <summary>Outputs for inputs of the range and beyond it, a row for each; the model answered such tiles.</summary>
    public List<float[]> Rows()
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode(true);
        return
        [
            .. from outputs in (torch.Tensor[])[Answer(_inputs.Tile), Answer(_inputs.TileBeyondRange)]
               from slot in Enumerable.Range(0, _size)
               select Outputs.Row(outputs, slot),
        ];
    }

    /// <summary>What the model answers for the fixed input, after calls that let the engine settle.</summary>
    /// <param name="runtime">The runtime fingerprint.</param>
    public GoldenOutput Golden(string runtime)
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode(true);
        return new(runtime, [.. Outputs.Row(Answer(_inputs.GoldenTile), 0)]);
    }

    private torch.Tensor FirstAnswer(torch.Tensor tile)
    {
        (string Check, string Finding)[] steps =
        [
            (CheckNames.Forward, $"it answers tiles of {_size} inputs of {string.Join('x', manifest.Shape)}"),
            (CheckNames.OutputType, "outputs are Float32"),
            (CheckNames.OutputShape, $"outputs are [{_size}, classes]"),
            (CheckNames.ClassCount, $"it answers {manifest.Classes} classes"),
        ];
        string? failed = null;
        try
        {
            return Answer(() => tile);
        }
        catch (ModelException exception)
        {
            failed = exception.Check;
            throw;
        }
        finally
        {
            var taken = failed is null ? steps.Length : Array.FindIndex(steps, step => step.Check == failed);
            foreach (var (check, finding) in steps[..Math.Max(0, taken)])
                checks.Pass(check, finding);
        }
    }

    private void RequireFinite(torch.Tensor outputs)
    {
        var (broken, infinite) = (0, 0);
        for (var slot = 0; slot < _size; slot++)
        {
            var row = Outputs.Row(outputs, slot);
            broken += Outputs.IsBroken(row) ? 1 : 0;
            infinite += Array.Exists(row, float.IsNegativeInfinity) ? 1 : 0;
        }

        if (broken > 0)
        {
            checks.Fail(
                CheckNames.Finite,
                $"for {broken} of {_size} inputs at random within the input range an output is NaN or +infinity");
        }
        else if (infinite > 0)
        {
            checks.Warn(
                CheckNames.Finite,
                $"for {infinite} of {_size} inputs at random within the input range an output is -infinity");
        }
        else
        {
            checks.Pass(
                CheckNames.Finite, $"the outputs for {_size} inputs at random within the input range are finite");
        }
    }

    private void RequireRepeatable(torch.Tensor outputs, torch.Tensor? last)
    {
        if (last is null)
        {
            checks.Fail(CheckNames.Repeatable, "the same inputs gave other outputs at once: chance is at work");
        }
        else if (!Outputs.Equal(outputs, last))
        {
            checks.Fail(
                CheckNames.Repeatable,
                "the same inputs gave other outputs a few calls later: the model changes with its calls");
        }
        else
        {
            checks.Pass(CheckNames.Repeatable, "the same inputs gave the same bits, at once and a few calls later");
        }
    }

    private void RequireIndependent(Difference moved, Difference changed)
    {
        if (changed.Found)
        {
            checks.Fail(
                CheckNames.Independent,
                $"an input's outputs change with the other inputs of its tile, by {changed}: batch normalisation is "
                    + "active, or the model computes across the batch");
        }
        else if (moved.Found)
        {
            checks.Fail(
                CheckNames.Independent,
                $"an input's outputs change with its slot in the tile or with the order of the others, by {moved}"
                    + (moved.IsRounding ? ": sums are rounded otherwise; another tile size may help" : ""));
        }
        else
        {
            checks.Pass(
                CheckNames.Independent,
                _size == 1
                    ? "a tile has one slot"
                    : "outputs kept their bits in reversed and shuffled tiles and beside other inputs");
        }
    }

    private Difference Moved(torch.Tensor tile, torch.Tensor outputs)
    {
        if (_size == 1)
            return default;
        int[] reversed = [.. Enumerable.Range(0, _size).Reverse()];
        return Moved(tile, outputs, reversed).Or(Moved(tile, outputs, _inputs.Shuffled()));
    }

    private Difference Moved(torch.Tensor tile, torch.Tensor outputs, int[] order)
    {
        var slots = torch.tensor(order.Select(slot => (long)slot).ToArray());
        return Difference.Between(outputs.index_select(0, slots), Answer(() => tile.index_select(0, slots)));
    }

    /// <summary>What keeps its input keeps its outputs when the others change.</summary>
    private Difference Changed(torch.Tensor tile, torch.Tensor outputs)
    {
        // Shuffled, so that no regular pattern of neighbours falls into one half.
        var order = _inputs.Shuffled();
        var (one, other) = (order[..(_size / 2)], order[(_size / 2)..]);
        var difference = BeyondRange(tile, outputs, one, other);
        return _size == 1
            ? difference
            : difference.Or(Kept(outputs, other, Answer(() => Mixed(_inputs.OtherTile(), tile, other))));
    }

    private Difference BeyondRange(torch.Tensor tile, torch.Tensor outputs, int[] kept, int[] changed)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"[{_inputs.Limits.Low:G4}, {_inputs.Limits.High:G4}]");
        try
        {
            var answer = Answer(() => Mixed(_inputs.TileBeyondRange(), tile, kept));
            var broken = changed.Count(slot => Outputs.IsBroken(Outputs.Row(answer, slot)));
            if (broken > 0)
            {
                checks.Fail(
                    CheckNames.OutOfRange,
                    $"for {broken} of {changed.Length} inputs in {range} an output is NaN or +infinity; noise leads "
                        + "outside the input range and is not clipped");
            }
            else
            {
                checks.Pass(CheckNames.OutOfRange, $"the outputs for {changed.Length} inputs in {range} are numbers");
            }

            return Kept(outputs, kept, answer);
        }
        catch (ModelException exception) when (exception.Check != CheckNames.Memory)
        {
            checks.Add(new(
                CheckNames.OutOfRange,
                CheckOutcome.Failed,
                $"inputs in {range}: {exception.Message}; noise leads outside the input range and is not clipped")
            {
                Detail = exception.Detail,
            });
            return default;
        }
    }

    private static Difference Kept(torch.Tensor outputs, int[] kept, torch.Tensor answer)
    {
        var slots = torch.tensor(kept.Select(slot => (long)slot).ToArray());
        return Difference.Between(outputs.index_select(0, slots), answer.index_select(0, slots));
    }

    private static torch.Tensor Mixed(torch.Tensor others, torch.Tensor tile, int[] kept)
    {
        var slots = torch.tensor(kept.Select(slot => (long)slot).ToArray());
        return others.index_copy(0, slots, tile.index_select(0, slots));
    }

    // A copy each time: a model may write into its input. What a call needs is released after it.
    private torch.Tensor Answer(Func<torch.Tensor> tile)
    {
        using var scope = torch.NewDisposeScope();
        var output = module.Forward(tile().clone()).cpu().contiguous();
        TorchFile.RequireOutput(output, _size, manifest.Classes);
        return output.MoveToOuterDisposeScope();
    }
}
