using Smoothing.Draws.Counting;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;
using Smoothing.Sampling.Probing;
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
        FrozenModule.Replace(module, torch.CPU);

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
        var manifest = Manifest(Engine.LibtorchFrozen, MemoryFormat.Contiguous);
        using var model = new Disposing(new ModelEntry(
            "network", LoadedModel.Load(manifest, File.ReadAllBytes(Fixtures.FileOf(Network)), "cpu")));
        using var one = Fixtures.Engine();
        using var three = Fixtures.Engine(workers: 3);
        var range = new DrawRange(0, 500);
        using var run = one.Start(Request(model.Entry, range));

        Assert.Equal("libtorch_frozen", run.Source.Fingerprint.Engine);
        Fixtures.AssertEqual(await run.TotalAsync(), await three.CountAsync(Request(model.Entry, range)));
    }

    [Theory]
    [InlineData("random", CheckNames.Repeatable)]
    [InlineData("batch_mean", CheckNames.Independent)]
    [InlineData("default_dropout", CheckNames.EvalState)]
    [InlineData("train_mode_batch_norm", CheckNames.EvalState)]
    [InlineData("train_mode_convolution", CheckNames.EvalState)]
    public async Task Freezing_hides_no_defect(string model, string check)
    {
        var report = await Fixtures.CheckAsync(
            model, Fixtures.Manifest(model, 3) with { Engine = Engine.LibtorchFrozen });

        Assert.Equal(check, report.Refusal?.Check);
    }

    [Fact]
    public void Freezing_alone_would_hide_batch_normalisation_in_training_mode()
    {
        var manifest = Fixtures.Manifest("train_mode_convolution", 3);
        var (written, frozen) = (Rows(manifest), Rows(manifest with { Engine = Engine.LibtorchFrozen }));
        var checks = new CheckList();
        FrozenOutput.Add(checks, written, frozen);

        Assert.True(checks.HasFailed(CheckNames.FrozenOutput));
        Assert.Equal(2 * Fixtures.TileSize, written.Count);

        static List<float[]> Rows(ModelManifest manifest)
        {
            using var module = PreparedModule.Load(
                File.ReadAllBytes(Fixtures.FileOf(manifest.Name)), torch.CPU, manifest.Form, out _);
            return new ModelTrial(module, manifest, reach: 1, new CheckList()).Rows();
        }
    }

    [Theory]
    [InlineData(1.0009f, true)]
    [InlineData(1.0011f, false)]
    [InlineData(float.NaN, false)]
    public void A_frozen_module_may_differ_by_a_thousandth_of_the_spread(float output, bool agrees)
    {
        var checks = new CheckList();
        FrozenOutput.Add(checks, [[0, 1, 0.5f]], [[0, output, 0.5f]]);

        Assert.Equal(!agrees, checks.HasFailed(CheckNames.FrozenOutput));
    }

    [Theory]
    [InlineData(0.5f, true)]
    [InlineData(0.4f, false)]
    public void An_output_of_minus_infinity_makes_no_difference_small(float output, bool agrees)
    {
        var checks = new CheckList();
        FrozenOutput.Add(
            checks, [[float.NegativeInfinity, 1, 0.5f]], [[float.NegativeInfinity, 1, output]]);

        Assert.Equal(!agrees, checks.HasFailed(CheckNames.FrozenOutput));
    }

    [Fact]
    public void Models_on_other_devices_are_not_frozen()
    {
        using var module = TorchFile.Load(File.ReadAllBytes(Fixtures.FileOf(Network)), torch.CPU);

        Assert.Equal(
            CheckNames.Engine,
            Assert.Throws<ModelException>(() => FrozenModule.Replace(module, torch.device("meta"))).Check);
    }

    [Fact]
    public async Task A_file_that_ends_its_process_when_it_is_frozen_is_measured_as_it_is()
    {
        using var program = new FakeProbe("""
            case "$request" in
              *'"engine":null'*) kill -ABRT $$ ;;
              *) answer='{"sha256":null,"checks":[],"speeds":[{"form":{"tile_size":8,"engine":0,"memory_format":0},"draws_per_second":5}]}' ;;
            esac
            """);
        var prober = new ModelProber(program.File, "cpu", TimeSpan.FromSeconds(60));
        var speeds = await prober.MeasureAsync(
            Fixtures.FileOf("linear_3"), Fixtures.Manifest("linear_3", 3), FormWishes.None,
            TestContext.Current.CancellationToken);

        Assert.Equal(new(8, Engine.Libtorch, MemoryFormat.Contiguous), Assert.Single(speeds).Form);
    }

    [Fact]
    public async Task Whoever_asks_for_freezing_is_told_what_to_ask_for_where_it_ends_the_process()
    {
        using var program = new FakeProbe("kill -ABRT $$");
        var prober = new ModelProber(program.File, "cpu", TimeSpan.FromSeconds(60));
        var manifest = Fixtures.Manifest("linear_3", 3);
        var refusals = new List<ModelException>();
        foreach (var engine in Enum.GetValues<Engine>())
        {
            var report = await prober.CheckAsync(
                Fixtures.FileOf("linear_3"), manifest with { Engine = engine }, TestContext.Current.CancellationToken);
            refusals.Add(report.Refusal!);
        }

        Assert.All(refusals, refusal => Assert.Equal(CheckNames.Process, refusal.Check));
        Assert.DoesNotContain("the engine libtorch", refusals[0].Message, StringComparison.Ordinal);
        Assert.Contains("try the engine libtorch", refusals[1].Message, StringComparison.Ordinal);
    }

    private static SampleRequest Request(ModelEntry model, DrawRange range) => Fixtures.Request(model, range) with
    {
        Levels = [.. Enumerable.Range(0, model.Manifest!.Dimension).Select(i => i % 256)],
    };

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
