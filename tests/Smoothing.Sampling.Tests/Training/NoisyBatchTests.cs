using System.Runtime.InteropServices;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Smoothing.Sampling.Native;
using Smoothing.Sampling.Training;
using Smoothing.Sampling.Training.Noise;

namespace Smoothing.Sampling.Tests.Training;

/// <summary>What a model sees in training.</summary>
public sealed class NoisyBatchTests
{
    private static readonly Seed Run = Seed.FromNumber(7);
    private static readonly GridNoise Noise = GridNoise.Of(NoiseLaw.Gaussian(0.25), Grid.EightBit);
    private static readonly ToyExamples Examples = new(20);

    public NoisyBatchTests() => TorchRuntime.PrepareThread();

    [Fact]
    public void Noisy_copies_are_draws_of_the_certified_law_on_the_grid()
    {
        var seed = new TrainingChoices(Run).Noise;
        using var batch = new NoisyBatch(Examples, Noise, 3, [1, 2, 2]);
        batch.Fill([5, 0, 19], seed, 40, NoisyBatch.Keep);

        var numbers = new float[12];
        foreach (var (slot, index) in new[] { (0, 5), (1, 0), (2, 19) })
        {
            var levels = new byte[4];
            Examples.Read(index, levels);
            new NoisyInput(Noise, [.. levels.Select(level => (int)level)], seed)
                .Write(40 + index, numbers.AsSpan(4 * slot, 4));
        }

        Assert.Equal(numbers, MemoryMarshal.Cast<byte, float>(batch.Inputs.bytes).ToArray());
        Assert.Equal([2L, 0, 1], MemoryMarshal.Cast<byte, long>(batch.Labels.bytes).ToArray());
    }

    [Fact]
    public void Clean_copies_are_the_numbers_of_the_grid()
    {
        using var batch = new NoisyBatch(Examples, Noise, 1, [1, 2, 2]);
        batch.FillClean([3]);
        var levels = new byte[4];
        Examples.Read(3, levels);
        Assert.Equal(
            levels.Select(level => Grid.EightBit.NumberOf(level)),
            MemoryMarshal.Cast<byte, float>(batch.Inputs.bytes).ToArray());
    }

    [Fact]
    public void Noise_of_training_validation_and_certification_has_seeds_of_its_own()
    {
        var choices = new TrainingChoices(Run);
        var levels = new int[4];
        Seed[] seeds = [Run, choices.Noise, choices.ValidationNoise, Seed.ForInput(Run, Digest.OfLevels(levels))];
        Assert.Equal(4, seeds.Distinct().Count());
        // The first half of SHA-256(seed ‖ SHA-256("smoothing train: noise")), computed with Python's hashlib.
        Assert.Equal("709cb8526619da62e68aa90550c68ff9", choices.Noise.ToString());
    }

    [Fact]
    public void An_order_holds_every_example_once_and_changes_with_the_epoch()
    {
        var choices = new TrainingChoices(Run);
        var (first, second) = (choices.Order(0, 1000), choices.Order(1, 1000));
        Assert.Equal(Enumerable.Range(0, 1000), first.Order());
        Assert.Equal(Enumerable.Range(0, 1000), second.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first, choices.Order(0, 1000));
        Assert.NotEqual(first, new TrainingChoices(Seed.FromNumber(8)).Order(0, 1000));
    }

    /// <summary>24 orders in 4,800 epochs: chi-square with 23 degrees of freedom is below 63 with 1 - 1e-5.</summary>
    [Fact]
    public void All_orders_are_as_likely()
    {
        var choices = new TrainingChoices(Run);
        var counts = Enumerable.Range(0, 4800).CountBy(epoch => string.Concat(choices.Order(epoch, 4))).ToList();
        Assert.Equal(24, counts.Count);
        Assert.InRange(counts.Sum(one => Math.Pow(one.Value - 200, 2) / 200), 0, 63);
    }

    [Fact]
    public void An_image_stays_without_augmentation()
    {
        Assert.Equal(Image, Changed(Augmentation.None, (1, uint.MaxValue, 0)));
    }

    [Fact]
    public void An_odd_word_mirrors()
    {
        Assert.Equal(Image, Changed(Augmentation.Flip, (2, uint.MaxValue, 0)));
        Assert.Equal([3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10], Changed(Augmentation.Flip, (1, uint.MaxValue, 0)));
    }

    [Fact]
    public void A_crop_moves_by_up_to_four_pixels_and_zeros_follow()
    {
        const uint none = 1u << 31, one = 0xA0000000, four = uint.MaxValue;
        Assert.Equal(Image, Changed(Augmentation.CropFlip, (0, none, none)));
        Assert.Equal([4, 5, 6, 0, 0, 0, 10, 11, 12, 0, 0, 0], Changed(Augmentation.CropFlip, (0, one, none)));
        Assert.Equal([2, 3, 0, 5, 6, 0, 8, 9, 0, 11, 12, 0], Changed(Augmentation.CropFlip, (0, none, one)));
        Assert.Equal([0, 3, 2, 0, 6, 5, 0, 9, 8, 0, 12, 11], Changed(Augmentation.CropFlip, (1, none, one)));
        Assert.All(Changed(Augmentation.CropFlip, (0, four, none)), level => Assert.Equal(0, level));
    }

    private static byte[] Image => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    /// <summary>Two channels of two rows and three columns.</summary>
    private static byte[] Changed(Augmentation kind, (uint W0, uint W1, uint W2) words)
    {
        var target = new int[12];
        new ImageAugmenter(kind, 2, 2, 3).Apply(Image, (words.W0, words.W1, words.W2, 0), target);
        return [.. target.Select(level => (byte)level)];
    }
}
