using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Probing;

/// <summary>The check that a frozen module is the file up to rounding.</summary>
/// <remarks>
/// Freezing puts batch normalisation into weights by its running statistics, also where the file says that it normalises
/// by those of the batch.
/// </remarks>
internal static class FrozenOutput
{
    /// <summary>Adds the check.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="written">Outputs of the file as it is written, a row for each input.</param>
    /// <param name="frozen">Outputs of the frozen module for the same inputs.</param>
    public static void Add(CheckList checks, IReadOnlyList<float[]> written, IReadOnlyList<float[]> frozen)
    {
        var differing = written.Zip(frozen).Count(pair => !Agree(pair.First, pair.Second));
        if (differing > 0)
        {
            checks.Fail(
                CheckNames.FrozenOutput,
                $"for {differing} of {written.Count} inputs the frozen module answers otherwise than the file: by more "
                    + $"than {GoldenOutput.Tolerance:R} of the distance between the largest and the smallest output");
        }
        else
        {
            checks.Pass(
                CheckNames.FrozenOutput,
                $"for {written.Count} inputs the frozen module answers as the file does, up to rounding");
        }
    }

    private static bool Agree(float[] written, float[] frozen)
    {
        // Outputs of -infinity are allowed elsewhere; they must not make every difference small.
        float[] finite = [.. written.Where(float.IsFinite).DefaultIfEmpty()];
        var allowed = GoldenOutput.Tolerance * ((double)finite.Max() - finite.Min());
        return written.Zip(frozen).All(pair =>
            pair.First.Equals(pair.Second) || Math.Abs((double)pair.First - pair.Second) <= allowed);
    }
}
