using Google.Protobuf;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.V1;
using NoiseLaw = Smoothing.Draws.Laws.NoiseLaw;

namespace Smoothing.Services.Tests.Asking;

/// <summary>Requests that are right; tests change what they are about.</summary>
internal static class Requests
{
    public static readonly Seed RunSeed = Seed.FromNumber(7);

    public static readonly NoiseLaw Law = new GaussianLaw(0.25);

    private static readonly byte[] Levels = [10, 200, 100, 255];

    /// <summary>Asks for draws of the input that all tests use, in units of 1/255: 10, 200, 100, 255.</summary>
    public static SampleCountsRequest Counts(
        string model, long first, long count, long reportEvery = 0, double deviation = 0.25) => new()
        {
            Model = $"models/{model}",
            Input = new() { Shape = { 1, 2, 2 }, Levels = ByteString.CopyFrom(Levels) },
            Noise = new() { Gaussian = new() { StandardDeviation = deviation } },
            RunSeed = ByteString.CopyFrom(RunSeed.ToBytes()),
            Draws = new() { First = first, Count = count },
            ReportEvery = reportEvery,
        };

    public static SampleCountsRequest With(this SampleCountsRequest request, Action<SampleCountsRequest> change)
    {
        var changed = request.Clone();
        change(changed);
        return changed;
    }

    public static ByteString Binary32(params float[] numbers)
    {
        var bytes = new byte[sizeof(float) * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), numbers[i]);
        return ByteString.CopyFrom(bytes);
    }
}
