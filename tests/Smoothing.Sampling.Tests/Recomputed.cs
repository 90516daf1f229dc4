using Smoothing.Draws.Counting;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Tables;

namespace Smoothing.Sampling.Tests;

/// <summary>What the fixtures must answer, computed without an engine; see tests/fixtures/models/README.md.</summary>
internal static class Recomputed
{
    public static ClassCounts Counts(SampleRequest request, int classes, Func<float[], int?> answer)
    {
        var noise = GridNoise.Of(request.Law, request.Model.Manifest!.Grid);
        var input = new NoisyInput(
            noise, request.Levels, Seed.ForInput(request.RunSeed, Digest.OfLevels(request.Levels)));
        var (counts, unusable) = (new long[classes], 0L);
        var numbers = new float[request.Levels.Length];
        for (var draw = request.Range.First; draw < request.Range.End; draw++)
        {
            input.Write(draw, numbers);
            if (answer(numbers) is { } answered)
                counts[answered]++;
            else
                unusable++;
        }

        return new(request.Range, [.. counts], unusable);
    }

    public static int? Linear(float[] p)
    {
        float[] outputs =
        [
            ((((p[0] * 1f) + (p[1] * -0.5f)) + (p[2] * 0.25f)) + (p[3] * 0f)) + 0.125f,
            ((((p[0] * -0.25f) + (p[1] * 1f)) + (p[2] * 0f)) + (p[3] * 0.5f)) + 0f,
            ((((p[0] * 0f) + (p[1] * 0.25f)) + (p[2] * -0.5f)) + (p[3] * 1f)) + -0.25f,
        ];
        var best = outputs.Max();
        return outputs.Count(output => output == best) == 1 ? Array.IndexOf(outputs, best) : null;
    }

    public static int? High(float[] p) =>
        ((p[0] + p[1]) + (p[2] + p[3])) * 0.25f > 0.5f ? null : p[0] > p[1] ? 0 : 1;
}
