using Smoothing.Draws.Counting;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;
using TorchSharp;

namespace Smoothing.Sampling.Tests;

public sealed class EngineTests
{
    private const string Network = "resnet20_32x32";

    public EngineTests() => TorchRuntime.PrepareThread();

    [Theory]
    [InlineData(MemoryFormat.Contiguous)]
    [InlineData(MemoryFormat.ChannelsLast)]
    public void A_frozen_network_answers_the_same_up_to_rounding(MemoryFormat format)
    {
        var tile = Tile();
        var (plain, frozen) = (Answers(Engine.Libtorch, format, tile), Answers(Engine.LibtorchFrozen, format, tile));

        Assert.Equal(Fixtures.TileSize * 10, plain.Length);
        Assert.All(plain.Zip(frozen), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    [Fact]
    public void A_frozen_network_has_batch_normalisation_in_its_weights()
    {
        // Normalising after the convolution rounds once more than multiplying with the weights that it was put into.
        var tile = Tile();

        Assert.NotEqual(
            Answers(Engine.Libtorch, MemoryFormat.Contiguous, tile),
            Answers(Engine.LibtorchFrozen, MemoryFormat.Contiguous, tile));
    }

    [Fact]
    public void Freezing_releases_the_weights_that_were_loaded()
    {
        using var module = TorchFile.Load(File.ReadAllBytes(Fixtures.FileOf(Network)), torch.CPU);
        torch.Tensor[] weights = [.. module.parameters(), .. module.buffers()];
        FrozenModule.Replace(module);

        Assert.NotEmpty(weights);
        Assert.All(weights, weight => Assert.True(weight.IsInvalid));
    }

    [Fact]
    public async Task A_frozen_network_is_checked_and_recorded_by_its_name()
    {
        var recorded = await Fixtures.Prober().RecordAsync(
            Fixtures.FileOf(Network), Manifest(Engine.LibtorchFrozen, MemoryFormat.ChannelsLast),
            TestContext.Current.CancellationToken);
        var report = await Fixtures.CheckAsync(Network, recorded);

        Assert.StartsWith("libtorch_frozen ", recorded.GoldenOutput!.Runtime, StringComparison.Ordinal);
        Assert.Null(report.Refusal);
    }

    [Fact]
    public async Task Counts_of_a_frozen_network_carry_its_engine_and_are_the_same_on_several_workers()
    {
        var manifest = Manifest(Engine.LibtorchFrozen, MemoryFormat.Contiguous) with
        {
            Shape = [1, 2, 2], Classes = 3,
        };
        using var model = new Disposing(new ModelEntry(
            "linear", LoadedModel.Load(manifest, File.ReadAllBytes(Fixtures.FileOf("linear_3")), "cpu")));
        using var one = Fixtures.Engine();
        using var three = Fixtures.Engine(workers: 3);
        var range = new DrawRange(0, 500);
        using var run = one.Start(Fixtures.Request(model.Entry, range));

        Assert.Equal("libtorch_frozen", run.Source.Fingerprint.Engine);
        Fixtures.AssertEqual(await run.TotalAsync(), await three.CountAsync(Fixtures.Request(model.Entry, range)));
    }

    [Theory]
    [InlineData("random", CheckNames.Repeatable)]
    [InlineData("batch_mean", CheckNames.Independent)]
    [InlineData("default_dropout", CheckNames.EvalState)]
    public async Task Freezing_hides_no_defect(string model, string check)
    {
        var report = await Fixtures.CheckAsync(
            model, Fixtures.Manifest(model, 3) with { Engine = Engine.LibtorchFrozen });

        Assert.Equal(check, report.Refusal?.Check);
    }

    private static torch.Tensor Tile() => torch.linspace(0, 1, Fixtures.TileSize * 3 * 32 * 32)
        .reshape(Fixtures.TileSize, 3, 32, 32);

    private static float[] Answers(Engine engine, MemoryFormat format, torch.Tensor tile)
    {
        using var model = LoadedModel.Load(
            Manifest(engine, format), File.ReadAllBytes(Fixtures.FileOf(Network)), "cpu");
        float[] answers = [];
        model.Run(tile, outputs => answers = outputs.ToArray());
        return answers;
    }

    private static ModelManifest Manifest(Engine engine, MemoryFormat format) => Fixtures.Manifest("network", 10) with
    {
        Shape = [3, 32, 32], Engine = engine, MemoryFormat = format,
    };
}
