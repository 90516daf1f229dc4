using Smoothing.Draws.Generator;

namespace Smoothing.Draws.Tests;

public sealed class PhiloxTests
{
    // The known answers that its authors publish with Random123 (kat_vectors, philox4x32, 10 rounds).
    [Theory]
    [InlineData(
        new uint[] { 0, 0, 0, 0, 0, 0 },
        new uint[] { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 })]
    [InlineData(
        new uint[] { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
        new uint[] { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd })]
    [InlineData(
        new uint[] { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0 },
        new uint[] { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 })]
    public void Blocks_are_the_published_ones(uint[] counterAndKey, uint[] block)
    {
        var (w0, w1, w2, w3) = Philox4x32.Block(
            counterAndKey[0], counterAndKey[1], counterAndKey[2], counterAndKey[3], counterAndKey[4], counterAndKey[5]);

        Assert.Equal(block, (uint[])[w0, w1, w2, w3]);
    }
}
