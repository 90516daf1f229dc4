using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Smoothing.Data.Tests;

public sealed class NpyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 150)]
    public FsCheck.Property Every_image_that_was_written_is_read_back() => Prop.ForAll(
        (from count in Gen.Choose(1, 4)
         from channels in Gen.Elements(0, 1, 3, 4)
         from height in Gen.Choose(5, 8)
         from width in Gen.Choose(5, 8)
         from type in Gen.Elements("|u1", "<f4", ">f4", "<f8", ">f8")
         from fortran in Gen.Elements(true, false)
         from last in Gen.Elements(true, false)
         from version in Gen.Choose(1, 3)
         from seed in Gen.Choose(1, 1000)
         select (count, channels, height, width, type, fortran, last, version, (uint)seed)).ToArbitrary(),
        ((int Count, int Channels, int Height, int Width, string Type, bool Fortran, bool Last, int Version,
            uint Seed) x) =>
        {
            var shape = new ImageShape(Math.Max(x.Channels, 1), x.Height, x.Width);
            var levels = TemporaryFolder.Levels(x.Count * shape.Length, x.Seed);
            long[] axes = x.Channels == 0 ? [x.Count, x.Height, x.Width]
                : x.Last ? [x.Count, x.Height, x.Width, x.Channels]
                : [x.Count, x.Channels, x.Height, x.Width];
            var numbers = new double[levels.Length];
            for (var i = 0; i < levels.Length; i++)
            {
                var (n, c, h, w) = (i / shape.Length, i / (x.Height * x.Width) % shape.Channels,
                    i / x.Width % x.Height, i % x.Width);
                long[] index = x.Channels == 0 ? [n, h, w] : x.Last ? [n, h, w, c] : [n, c, h, w];
                numbers[Position(index, axes, x.Fortran)] = x.Type == "|u1" ? levels[i] : levels[i] / 255.0;
            }

            var path = _folder.Write(
                "a.npy", Npy.File(x.Type, x.Fortran, axes, Npy.Elements(x.Type, numbers), x.Version));
            using var set = ImageSet.Open(path);
            Assert.Equal((shape, x.Count, false), (set.Shape, set.Count, set.HasLabels));
            for (var i = 0; i < set.Count; i++)
                Assert.Equal(
                    new LabelledImage(i, null, shape, levels.AsMemory(i * shape.Length, shape.Length)), set[i]);
        });

    [Theory]
    [InlineData("|u1")]
    [InlineData("|i1")]
    [InlineData("<i2")]
    [InlineData(">u2")]
    [InlineData("<u4")]
    [InlineData(">i4")]
    [InlineData("<i8")]
    [InlineData(">u8")]
    public void Labels_are_whole_numbers_of_any_type(string type)
    {
        var labels = _folder.Write("truth.npy", Npy.Labels(type, 3, 0, 100));
        using var set = ImageSet.Open(Images(3), labels);
        Assert.Equal([3, 0, 100], Enumerable.Range(0, 3).Select(set.LabelOf));
        Assert.Equal(100, set[2].Label);
    }

    [Theory]
    [InlineData("x_test.npy", "y_test.npy")]
    [InlineData("x.npy", "y.npy")]
    [InlineData("test_images.npy", "test_labels.npy")]
    public void Labels_are_found_beside_the_images(string images, string labels)
    {
        _folder.Write(labels, Npy.Labels("<i8", 1, 2));
        using var set = ImageSet.Open(Images(2, images));
        Assert.Equal(2, set.LabelOf(1));
    }

    [Fact]
    public void Labels_may_be_idx_or_text_too()
    {
        using var idx = ImageSet.Open(Images(2), _folder.WriteLabels("truth", 7, 8));
        using var text = ImageSet.Open(Images(2), _folder.Write("truth.txt", "5\n\n6\r\n"u8.ToArray()));
        Assert.Equal([7, 8, 5, 6], [idx.LabelOf(0), idx.LabelOf(1), text.LabelOf(0), text.LabelOf(1)]);
    }

    [Fact]
    public void Labels_with_a_second_axis_of_one_are_labels()
    {
        var labels = _folder.Write("truth.npy", Npy.File("|u1", false, [2, 1], [4, 5]));
        using var set = ImageSet.Open(Images(2), labels);
        Assert.Equal(5, set.LabelOf(1));
    }

    [Fact]
    public void The_layout_decides_where_the_shape_does_not()
    {
        var path = _folder.Write("a.npy", Npy.File("|u1", false, [1, 3, 2, 3], TemporaryFolder.Levels(18)));
        using var first = ImageSet.Open(path, new ImageSetOptions { Layout = ArrayLayout.Nchw });
        using var last = ImageSet.Open(path, new ImageSetOptions { Layout = ArrayLayout.Nhwc });
        Assert.Equal((new ImageShape(3, 2, 3), new ImageShape(3, 3, 2)), (first.Shape, last.Shape));
        Assert.Equal(first[0].Levels.Span[3], last[0].Levels.Span[1]);
    }

    [Fact]
    public void A_header_of_an_older_Python_is_read()
    {
        var path = _folder.Write("a.npy", Npy.WithHeader(
            "{\"shape\": (1L, 1L, 2L), \"fortran_order\": False, \"descr\": \"|u1\"}", [8, 9]));
        using var set = ImageSet.Open(path);
        Assert.Equal([8, 9], set[0].Levels.ToArray());
    }

    [Fact]
    public void A_float64_that_holds_the_float32_of_a_level_is_that_level()
    {
        var path = _folder.Write("a.npy", Npy.File("<f8", false, [1, 16, 16], Npy.Elements(
            "<f8", Enumerable.Range(0, 256).Select(level => (double)(level / 255f)))));
        using var set = ImageSet.Open(path);
        Assert.Equal(Enumerable.Range(0, 256).Select(level => (byte)level), set[0].Levels.ToArray());
    }

    [Fact]
    public void The_identity_is_that_of_the_contract()
    {
        var levels = Enumerable.Range(0, 784).Select(i => (byte)(((7 * i) + (i / 28)) % 256)).ToArray();
        var path = _folder.Write("a.npy", Npy.File("|u1", false, [1, 28, 28], levels));
        using var set = ImageSet.Open(path);
        Assert.Equal("6ff0f26c801ff360f39e4e26bacc33ed5357abb2aed03ec015079400f9022062", set[0].Sha256());
    }

    private string Images(int count, string name = "some.npy") =>
        _folder.Write(name, Npy.File("|u1", false, [count, 1, 1], TemporaryFolder.Levels(count)));

    private static int Position(long[] index, long[] axes, bool fortran)
    {
        var at = 0L;
        foreach (var axis in fortran ? Enumerable.Range(0, axes.Length).Reverse() : Enumerable.Range(0, axes.Length))
            at = (at * axes[axis]) + index[axis];
        return (int)at;
    }
}
