using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Tests;

/// <summary>Draws against those of tests/vectors/draws.py, which was written from protos/README.md alone.</summary>
public sealed class DrawVectorTests
{
    private static readonly JsonElement Vectors = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "draws.json")))
        .RootElement;

    private static readonly ConcurrentDictionary<NoiseLaw, GridNoise> Tables = [];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Vectors.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_seed_derives_from_run_and_input(int index)
    {
        var expected = Case(index);
        var input = Digest.OfLevels(Levels(expected));

        Assert.Equal(expected.GetProperty("input_sha256").GetString(), input.ToString());
        Assert.Equal(expected.GetProperty("seed").GetString(), Seed.ForInput(RunSeed, input).ToString());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_law_has_one_description_one_standard_deviation_and_one_slack(int index)
    {
        var expected = Case(index);
        var law = Law(expected.GetProperty("noise"));

        Assert.Equal(Law(expected.GetProperty("law")), law);
        Assert.Equal(expected.GetProperty("standard_deviation").GetDouble(), law.StandardDeviation);
        var slack = GridNoise.Slack(law, Grid.EightBit, expected.GetProperty("dimension").GetInt64());
        Assert.Equal(expected.GetProperty("slack").GetDouble(), slack);
    }

    [Fact]
    public void Shape_2_has_the_standard_deviation_of_the_vectors()
    {
        foreach (var pair in Vectors.GetProperty("shape_two").EnumerateArray())
        {
            var law = NoiseLaw.GeneralizedGaussian(pair.GetProperty("scale").GetDouble(), 2);
            Assert.Equal(NoiseLaw.Gaussian(pair.GetProperty("standard_deviation").GetDouble()), law);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Thresholds_are_the_correctly_rounded_probabilities(int index)
    {
        var expected = Case(index);
        var noise = Noise(expected);
        var bytes = new byte[sizeof(ulong) * noise.Thresholds.Length];
        for (var i = 0; i < noise.Thresholds.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(sizeof(ulong) * i), noise.Thresholds[i]);

        Assert.Equal(expected.GetProperty("thresholds").GetInt32(), noise.Thresholds.Length);
        if (noise.Reach > 0)
        {
            var above = ulong.Parse(
                expected.GetProperty("threshold_above_level_0").GetString()!, CultureInfo.InvariantCulture);
            Assert.Equal(above, noise.Thresholds[noise.Reach]);
        }

        Assert.Equal(expected.GetProperty("thresholds_sha256").GetString(), Digest.Of(bytes).ToString());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Noisy_copies_are_identical_in_every_bit(int index)
    {
        var expected = Case(index);
        var seed = new Seed(Convert.FromHexString(expected.GetProperty("seed").GetString()!));
        var copies = new NoisyInput(Noise(expected), Levels(expected), seed);
        var sums = new int[copies.Dimension];
        var numbers = new float[copies.Dimension];
        foreach (var draw in expected.GetProperty("draws").EnumerateArray())
        {
            copies.WriteLevels(draw.GetProperty("draw").GetInt64(), sums);
            copies.Write(draw.GetProperty("draw").GetInt64(), numbers);

            Assert.Equal(draw.GetProperty("first_sums").EnumerateArray().Select(s => s.GetInt32()), sums[..16]);
            Assert.Equal(draw.GetProperty("sums_sha256").GetString(), Digest.OfLevels(sums).ToString());
            var bits = Array.ConvertAll(numbers, BitConverter.SingleToInt32Bits);
            Assert.Equal(draw.GetProperty("numbers_sha256").GetString(), Digest.OfLevels(bits).ToString());
        }
    }

    private static Seed RunSeed => new(Convert.FromHexString(Vectors.GetProperty("run_seed").GetString()!));

    private static JsonElement Case(int index) => Vectors.GetProperty("cases")[index];

    private static GridNoise Noise(JsonElement expected) =>
        Tables.GetOrAdd(Law(expected.GetProperty("noise")), law => GridNoise.Of(law, Grid.EightBit));

    private static NoiseLaw Law(JsonElement noise)
    {
        var law = noise.EnumerateObject().Single();
        double Parameter(string name) => law.Value.GetProperty(name).GetDouble();
        return law.Name switch
        {
            "gaussian" => NoiseLaw.Gaussian(Parameter("standard_deviation")),
            "laplace" => NoiseLaw.Laplace(Parameter("scale")),
            "generalized_gaussian" => NoiseLaw.GeneralizedGaussian(Parameter("scale"), Parameter("shape")),
            _ => NoiseLaw.Uniform(Parameter("half_width")),
        };
    }

    private static int[] Levels(JsonElement expected) =>
        [.. Enumerable.Range(0, expected.GetProperty("dimension").GetInt32()).Select(i => (7 * i + i / 28) % 256)];
}
