using Smoothing.Draws.Counting;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Scheduling;

/// <summary>Turns the outputs of a tile into the answers of its draws.</summary>
internal static class TileAnswers
{
    /// <summary>Stands for a draw without an answer.</summary>
    public const int Unusable = -1;

    /// <summary>The draws of a tile that belong to a range.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="size">Draws of a tile.</param>
    /// <param name="range">Shares a draw with the tile.</param>
    public static DrawRange Draws(long tile, int size, DrawRange range)
    {
        var first = Math.Max(range.First, tile * size);
        return new(first, Math.Min(range.End, (tile + 1) * size) - first);
    }

    /// <summary>Finds the answers of the draws of a tile that belong to a range.</summary>
    /// <param name="outputs">[slot · classes + class].</param>
    /// <param name="manifest">Of the model that answered.</param>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="range">Slots of other draws are ignored. Shares a draw with the tile.</param>
    /// <param name="answers">Receives a class or <see cref="Unusable"/> for each of those draws, in order.</param>
    public static void Write(
        ReadOnlySpan<float> outputs, ModelManifest manifest, long tile, DrawRange range, Span<int> answers)
    {
        var (classes, draws) = (manifest.Classes, Draws(tile, manifest.TileSize, range));
        var slot = (int)(draws.First - tile * manifest.TileSize);
        for (var i = 0; i < draws.Count; i++, slot++)
            answers[i] = Answer(outputs.Slice(slot * classes, classes)) ?? Unusable;
    }

    /// <summary>The class of the largest output.</summary>
    /// <returns>Null when an output is not a number, or the largest is not unique: a tie has no answer.</returns>
    internal static int? Answer(ReadOnlySpan<float> outputs)
    {
        var (best, tied) = (0, false);
        for (var i = 0; i < outputs.Length; i++)
        {
            if (float.IsNaN(outputs[i]))
                return null;
            if (i > 0 && outputs[i] == outputs[best])
                tied = true;
            else if (outputs[i] > outputs[best])
                (best, tied) = (i, false);
        }

        return tied ? null : best;
    }
}
