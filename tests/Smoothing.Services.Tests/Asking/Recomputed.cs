using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Smoothing.V1;

namespace Smoothing.Services.Tests.Asking;

/// <summary>What linear_3 must answer, computed without an engine; see tests/fixtures/models/README.md.</summary>
internal static class Recomputed
{
    private const int Classes = 3;

    /// <summary>The counts over the range of a request with 8-bit levels.</summary>
    public static ClassCounts Linear(SampleCountsRequest request)
    {
        var (copies, numbers) = (Copies(request), new float[4]);
        var byClass = new long[Classes + 1];
        var end = request.Draws.First + request.Draws.Count;
        for (var draw = request.Draws.First; draw < end; draw++)
        {
            copies.Write(draw, numbers);
            byClass[Answer(numbers) ?? Classes]++;
        }

        var counts = new ClassCounts { Range = request.Draws.Clone(), Unusable = byClass[Classes] };
        counts.Counts.AddRange(Enumerable.Range(0, Classes)
            .Where(one => byClass[one] > 0)
            .Select(one => new ClassCount { Class = one, Count = byClass[one] }));
        return counts;
    }

    /// <summary>The first draw with a number above 3, on which throws_high fails.</summary>
    public static long FirstThatThrows(SampleCountsRequest request)
    {
        var (copies, numbers) = (Copies(request), new float[4]);
        for (var draw = 0L; ; draw++)
        {
            copies.Write(draw, numbers);
            if (numbers.Any(number => number > 3f))
                return draw;
        }
    }

    private static NoisyInput Copies(SampleCountsRequest request)
    {
        int[] levels = [.. request.Input.Levels.Select(level => (int)level)];
        var noise = GridNoise.Of(new GaussianLaw(request.Noise.Gaussian.StandardDeviation), Draws.Grids.Grid.EightBit);
        var seed = Seed.ForInput(new Seed(request.RunSeed.Span), Digest.OfLevels(levels));
        return new(noise, levels, seed);
    }

    private static int? Answer(float[] p)
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
}
