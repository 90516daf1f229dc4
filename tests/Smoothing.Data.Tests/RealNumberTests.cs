namespace Smoothing.Data.Tests;

/// <summary>Float arrays as the numbers that they hold, for a caller that rounds them.</summary>
public sealed class RealNumberTests : IDisposable
{
    private static readonly double[] Numbers =
        [.. Enumerable.Range(0, 2 * 3 * 5 * 6).Select(i => (i * 0.37) - 1), double.NaN, 1e300, -1e-300, 0.1];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("<f8")]
    [InlineData(">f4")]
    public void They_come_exactly_and_with_channels_first(string type)
    {
        var path = Write(type, [2, 5, 6, 3], Numbers[..180]);

        using var images = ImageSet.Open(path, new ImageSetOptions { RealNumbers = true });

        Assert.True(images.HoldsNumbers);
        Assert.Equal(new ImageShape(3, 5, 6), images.Shape);
        var numbers = images[1].Numbers!.Value.ToArray();
        for (var i = 0; i < numbers.Length; i++)
        {
            var expected = Numbers[90 + (i % 30 * 3) + (i / 30)];
            Assert.Equal(type == "<f8" ? expected : (float)expected, numbers[i]);
        }

        Assert.True(images[1].Levels.IsEmpty);
        Assert.Equal(images[1], images[1]);
        Assert.NotEqual(images[1], images[0] with { Index = 1 });
    }

    [Fact]
    public void Every_double_is_kept()
    {
        var path = Write("<f8", [1, 2, 2], Numbers[^4..]);

        using var images = ImageSet.Open(path, new ImageSetOptions { RealNumbers = true });

        Assert.Equal(Numbers[^4..], images[0].Numbers!.Value.ToArray());
    }

    [Fact]
    public void Whole_numbers_stay_levels()
    {
        var path = _folder.Write("x.npy", Npy.File("|u1", false, [1, 2, 2], [1, 2, 3, 255]));

        using var images = ImageSet.Open(path, new ImageSetOptions { RealNumbers = true });

        Assert.False(images.HoldsNumbers);
        Assert.Null(images[0].Numbers);
        Assert.Equal([1, 2, 3, 255], images[0].Levels.ToArray());
    }

    [Fact]
    public void They_are_not_resized()
    {
        var path = Write("<f8", [1, 4, 4], Numbers[..16]);

        var error = Assert.Throws<ImageFileException>(() => ImageSet.Open(
            path, new ImageSetOptions { RealNumbers = true, Crop = new(2, 2) }));

        Assert.Equal("real numbers", error.Value);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string type, long[] shape, double[] numbers) =>
        _folder.Write("x.npy", Npy.File(type, false, shape, Npy.Elements(type, numbers)));
}
