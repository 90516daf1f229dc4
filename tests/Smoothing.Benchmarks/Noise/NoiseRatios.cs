using System.Globalization;
using Smoothing.Benchmarks.Measuring;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;
using TorchSharp;

namespace Smoothing.Benchmarks.Noise;

/// <summary>Elements of noise a second on one core, against torch on the same memory, in one run.</summary>
internal static class NoiseRatios
{
    private const double Deviation = 0.25, Scale = 0.35, Shape = 4;
    private const int TileSize = 64, Tiles = 200, GammaTiles = 8;

    // In steps of the grid 1020: tables end at 1024.
    private const double Widest = 4;

    private static readonly ModelManifest Manifest = new(
        "noise", "1", [3, 32, 32], Layout.Chw, Grid.EightBit, 10, [], TileSize, Precision.Binary32);

    private static readonly ModelManifest Small = Manifest with { Shape = [1, 28, 28] };

    private static readonly NoiseLaw[] Laws =
    [
        new GaussianLaw(Deviation), new LaplaceLaw(Deviation / Math.Sqrt(2)),
        NoiseLaw.GeneralizedGaussian(Scale, 1.5), NoiseLaw.GeneralizedGaussian(Scale, Shape),
        NoiseLaw.GeneralizedGaussian(Scale, 16), new UniformLaw(Deviation * Math.Sqrt(3)),
    ];

    /// <summary>Measures and writes a table in Markdown to standard output.</summary>
    /// <param name="args">Repetitions, 31 when missing.</param>
    public static async Task RunAsync(string[] args)
    {
        var repetitions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 31;
        TorchRuntime.PrepareThread();
        using var tensor = torch.zeros(Manifest.TileShape, torch.float32);
        using var contiguous = new TileBuffer(Manifest);
        using var small = new TileBuffer(Small);
        using var channelsLast = new TileBuffer(Manifest with { MemoryFormat = MemoryFormat.ChannelsLast });
        var gamma = TorchNoise.Gamma(tensor, Scale, Shape);
        Subject[] subjects =
        [
            Torch("torch: normal_", Tiles, () => TorchNoise.Normal(tensor, Deviation)),
            Torch(Text($"torch: generalized Gaussian, shape {Shape}, from _standard_gamma"), GammaTiles, gamma),
            .. Laws.Select(law => Own($"{law}", law, Manifest, contiguous)),
            Own(Text($"gaussian:{Widest}, as wide as can be"), new GaussianLaw(Widest), Manifest, contiguous),
            Own($"{Laws[0]}, 1 x 28 x 28", Laws[0], Small, small),
            Own($"{Laws[0]}, channels last", Laws[0], Manifest, channelsLast),
        ];
        var medians = await Interleaved.RunAsync(subjects, repetitions, warmUps: 3);
        Console.WriteLine(Machine.Text);
        Console.WriteLine();
        Console.WriteLine(
            "| | million elements a second | times normal_ | times the gamma law | cores in use | spread |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var median in medians)
        {
            Console.WriteLine(Text($"| {median.Name} | {median.Rate / 1e6:F0} | ")
                + Text($"{median.Rate / medians[0].Rate:F2} | {median.Rate / medians[1].Rate:F1} | ")
                + Text($"{median.Cores:F2} | {median.Spread:F2} |"));
        }
    }

    private static Subject Torch(string name, int tiles, Action fill) =>
        new(name, tiles * TileSize * Manifest.Dimension, _ => Spent.OfAsync(() =>
        {
            TorchRuntime.PrepareThread();
            for (var tile = 0; tile < tiles; tile++)
                fill();
            return Task.CompletedTask;
        }));

    /// <summary>Noisy inputs as the sampler writes them: the pixel is added, and the sum is a float in the tile.
    /// </summary>
    private static Subject Own(string name, NoiseLaw law, ModelManifest manifest, TileBuffer buffer)
    {
        int[] levels = [.. Enumerable.Range(0, manifest.Dimension).Select(i => i * 37 % 256)];
        var input = new NoisyInput(GridNoise.Of(law, manifest.Grid), levels, Seed.FromNumber(7));
        return new(name, Tiles * TileSize * manifest.Dimension, repetition => Spent.OfAsync(() =>
        {
            var first = (long)repetition * Tiles * TileSize;
            for (var draw = first; draw < first + Tiles * TileSize; draw++)
                buffer.Write((int)(draw % TileSize), input, draw);
            return Task.CompletedTask;
        }));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
