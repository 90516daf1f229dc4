using System.Runtime.InteropServices;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;
using TorchSharp;

namespace Smoothing.Sampling.Tests;

public sealed class MemoryFormatTests
{
    private static readonly GridNoise Noise = GridNoise.Of(NoiseLaw.Gaussian(0.25), Grid.EightBit);

    public MemoryFormatTests() => TorchRuntime.PrepareThread();

    [Theory]
    [InlineData(1, 5, 7)]
    [InlineData(2, 3, 5)]
    [InlineData(3, 4, 9)]
    [InlineData(3, 9, 11)]
    [InlineData(4, 1, 1)]
    [InlineData(5, 7, 3)]
    [InlineData(6, 5, 5)]
    [InlineData(7, 1, 9)]
    [InlineData(8, 3, 3)]
    public void A_tile_holds_the_same_inputs_in_either_format(int channels, int rows, int columns)
    {
        var levels = Enumerable.Range(0, channels * rows * columns).Select(i => i % 256).ToArray();
        var input = new NoisyInput(Noise, levels, Seed.FromNumber(3));
        using var plain = new TileBuffer(Manifest(MemoryFormat.Contiguous, [channels, rows, columns]));
        using var last = new TileBuffer(Manifest(MemoryFormat.ChannelsLast, [channels, rows, columns]));
        for (var slot = 0; slot < Fixtures.TileSize; slot++)
        {
            plain.Write(slot, input, slot);
            last.Write(slot, input, slot);
        }

        Assert.Equal(ChannelsLast.Strides(plain.Tensor.shape), last.Tensor.stride());
        Assert.Equal(Numbers(plain.Tensor), Numbers(last.Tensor));
    }

    [Fact]
    public void Weights_keep_their_numbers_and_lie_in_the_new_order()
    {
        using var module = TorchFile.Load(File.ReadAllBytes(Fixtures.FileOf("resnet20_32x32")), torch.CPU);
        var before = Weights(module);
        ChannelsLast.Adopt(module);

        Assert.Equal(before, Weights(module));
        Assert.All(
            module.named_parameters().Where(one => one.parameter.dim() == 4),
            one => Assert.Equal(ChannelsLast.Strides(one.parameter.shape), one.parameter.stride()));
    }

    [Fact]
    public void A_network_answers_the_same_up_to_rounding()
    {
        var (plain, last) = (Answers(MemoryFormat.Contiguous), Answers(MemoryFormat.ChannelsLast));

        Assert.Equal(Fixtures.TileSize * 10, plain.Length);
        Assert.All(plain.Zip(last), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    [Fact]
    public async Task Counts_carry_the_format_in_their_fingerprint()
    {
        var manifest = Manifest(MemoryFormat.ChannelsLast, [1, 2, 2]) with { Classes = 3 };
        using var model = new Disposing(new ModelEntry(
            "linear", LoadedModel.Load(manifest, File.ReadAllBytes(Fixtures.FileOf("linear_3")), "cpu")));
        using var plain = new Disposing(Fixtures.Load("linear_3", 3));
        using var engine = Fixtures.Engine();
        using var run = engine.Start(Fixtures.Request(model.Entry, new DrawRange(0, 100)));

        Assert.Equal("channels_last", run.Source.Fingerprint.MemoryFormat);
        Fixtures.AssertEqual(
            await engine.CountAsync(Fixtures.Request(plain.Entry, new DrawRange(0, 100))), await run.TotalAsync());
    }

    [Fact]
    public async Task A_model_is_checked_in_the_format_of_its_manifest()
    {
        var manifest = Manifest(MemoryFormat.ChannelsLast, [3, 32, 32]);
        var recorded = await Fixtures.Prober().RecordAsync(
            Fixtures.FileOf("resnet20_32x32"), manifest, TestContext.Current.CancellationToken);

        Assert.Contains("channels_last", recorded.GoldenOutput!.Runtime, StringComparison.Ordinal);
        Assert.Null((await Fixtures.CheckAsync("resnet20_32x32", recorded)).Refusal);
    }

    [Theory]
    [InlineData("_0 = torch.transpose_(x, 2, 3)")]
    [InlineData("_0 = torch.resize_(x, [4096, 1, 2, 2])")]
    [InlineData("_0 = torch.mul_(x, 2)")]
    public void A_model_that_changes_its_input_changes_no_later_tile(string line)
    {
        using var crafted = new Crafted("y = (self).logits(x, )", line, "return y");
        var manifest = Fixtures.Manifest("crafted", 3);
        using var model = LoadedModel.Load(manifest, File.ReadAllBytes(crafted.File), "cpu");
        using var tile = new TileBuffer(manifest);
        var input = new NoisyInput(Noise, [10, 200, 100, 255], default);
        var answers = new List<float[]>();
        for (var call = 0; call < 3; call++)
        {
            tile.Open();
            for (var slot = 0; slot < manifest.TileSize; slot++)
                tile.Write(slot, input, slot);
            model.Run(tile.Tensor, outputs => answers.Add(outputs.ToArray()));
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[0], answers[2]);
    }

    private static float[] Answers(MemoryFormat format)
    {
        var manifest = Manifest(format, [3, 32, 32]);
        using var model = LoadedModel.Load(
            manifest, File.ReadAllBytes(Fixtures.FileOf("resnet20_32x32")), "cpu");
        using var tile = new TileBuffer(manifest);
        var levels = Enumerable.Range(0, manifest.Dimension).Select(i => i % 256).ToArray();
        var input = new NoisyInput(Noise, levels, default);
        for (var slot = 0; slot < manifest.TileSize; slot++)
            tile.Write(slot, input, slot);
        float[] answers = [];
        model.Run(tile.Tensor, outputs => answers = outputs.ToArray());
        return answers;
    }

    private static ModelManifest Manifest(MemoryFormat format, int[] shape) =>
        Fixtures.Manifest("network", 10) with { Shape = [.. shape], MemoryFormat = format };

    private static float[][] Weights(torch.nn.Module module) =>
        [.. module.named_parameters().Select(one => Numbers(one.parameter))];

    private static float[] Numbers(torch.Tensor tensor) =>
        MemoryMarshal.Cast<byte, float>(tensor.detach().contiguous().bytes).ToArray();
}
