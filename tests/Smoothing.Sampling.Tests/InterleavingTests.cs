using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Tests;

/// <summary>Every step that this processor has, against the definition.</summary>
public sealed class InterleavingTests
{
    public static TheoryData<int, int> ChannelsAndSteps => new(
        from channels in Enumerable.Range(1, 9)
        from widest in (int[])[1, 4, Interleaving.Widest]
        select (channels, widest));

    [Theory]
    [MemberData(nameof(ChannelsAndSteps))]
    public void Pixels_hold_their_channels_and_nothing_else_is_written(int channels, int widest)
    {
        for (var count = 0; count <= 70; count++)
        {
            var planes = Enumerable.Range(1, channels * count).Select(i => (float)i).ToArray();
            var memory = Enumerable.Repeat(float.NaN, planes.Length + 40).ToArray();
            Interleaving.Write(planes, channels, memory.AsSpan(20, planes.Length), widest);

            Assert.All(memory[..20], number => Assert.True(float.IsNaN(number)));
            Assert.Equal(
                from pixel in Enumerable.Range(0, count)
                from channel in Enumerable.Range(0, channels)
                select planes[channel * count + pixel],
                memory[20..^20]);
            Assert.All(memory[^20..], number => Assert.True(float.IsNaN(number)));
        }
    }

    [Fact]
    public void Numbers_keep_every_bit()
    {
        uint[] bits = [0x7F800001, 0xFFC00000, 0x80000000, 0x00000001, 0x7F800000, 0xFFFFFFFF, 0x3F800001];
        var planes = Enumerable.Range(0, 3 * 33)
            .Select(i => BitConverter.UInt32BitsToSingle(bits[i % bits.Length])).ToArray();
        var pixels = new float[planes.Length];
        Interleaving.Write(planes, 3, pixels);

        for (var i = 0; i < planes.Length; i++)
        {
            Assert.Equal(
                BitConverter.SingleToUInt32Bits(planes[i % 3 * 33 + i / 3]), BitConverter.SingleToUInt32Bits(pixels[i]));
        }
    }

    [Theory]
    [InlineData(7, 7, 2)]
    [InlineData(6, 5, 2)]
    public void Lengths_that_do_not_fit_are_refused(int planes, int pixels, int channels) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Interleaving.Write(new float[planes], channels, new float[pixels]));
}
