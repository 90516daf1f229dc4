using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Smoothing.Data.Tests;

public sealed class IdxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 60)]
    public FsCheck.Property Every_image_and_label_that_was_written_is_read_back() => Prop.ForAll(
        (from count in Gen.Choose(1, 6)
         from rows in Gen.Choose(1, 9)
         from columns in Gen.Choose(1, 9)
         from levels in Gen.ArrayOf(Gen.Choose(0, 255), count * rows * columns)
         from labels in Gen.ArrayOf(Gen.Choose(0, 255), count)
         from compressed in Gen.Elements(true, false)
         select (Count: count, Rows: rows, Columns: columns, Levels: levels.Select(x => (byte)x).ToArray(),
             Labels: labels.Select(x => (byte)x).ToArray(), Compressed: compressed)).ToArbitrary(),
        file =>
        {
            var images = TemporaryFolder.Idx(
                0x803, [(uint)file.Count, (uint)file.Rows, (uint)file.Columns], file.Levels);
            var labels = TemporaryFolder.Idx(0x801, [(uint)file.Count], file.Labels);
            using var set = ImageSet.Open(
                _folder.Write("a", file.Compressed ? TemporaryFolder.Gzip(images) : images),
                _folder.Write("b", file.Compressed ? TemporaryFolder.Gzip(labels) : labels));
            Assert.Equal(new ImageShape(1, file.Rows, file.Columns), set.Shape);
            Assert.Equal(file.Count, set.Count);
            var size = set.Shape.Length;
            for (var i = set.Count - 1; i >= 0; i--)
                Assert.Equal(
                    new LabelledImage(i, file.Labels[i], set.Shape, file.Levels.AsMemory(i * size, size)), set[i]);
        });

    [Theory]
    [InlineData("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", false)]
    [InlineData("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz", true)]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", true)]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte", false)]
    [InlineData("images-idx3-ubyte.gz", "labels-idx1-ubyte.gz", true)]
    [InlineData("images-idx3-ubyte", "labels-idx1-ubyte.gz", false)]
    [InlineData("images-idx3-ubyte.gz", "labels-idx1-ubyte", true)]
    public void Labels_are_found_beside_the_images(string images, string labels, bool compressed)
    {
        var bytes = TemporaryFolder.Idx(0x803, [2, 2, 2], TemporaryFolder.Levels(8));
        _folder.WriteLabels(labels, 4, 200);
        using var set = ImageSet.Open(_folder.Write(images, compressed ? TemporaryFolder.Gzip(bytes) : bytes));
        Assert.True(set.HasLabels);
        Assert.Equal([4, 200], [set[0].Label, set[1].Label]);
        Assert.Equal(images, set.Name);
    }

    [Fact]
    public void Labels_that_are_given_go_before_labels_that_lie_beside()
    {
        _folder.WriteLabels("labels-idx1-ubyte", 1);
        using var set = ImageSet.Open(
            _folder.WriteImages("images-idx3-ubyte", 1, 1, 1, [9]), _folder.WriteLabels("mine", 2));
        Assert.Equal(2, set[0].Label);
    }

    [Fact]
    public void Images_without_a_file_of_labels_have_no_labels()
    {
        using var set = ImageSet.Open(_folder.WriteImages("images-idx3-ubyte", 1, 2, 2, [1, 2, 3, 4]));
        Assert.False(set.HasLabels);
        Assert.Null(set[0].Label);
    }

    [Fact]
    public void The_format_is_told_from_the_content_and_not_from_the_name()
    {
        using var set = ImageSet.Open(_folder.WriteImages("batch.bin", 1, 2, 2, [1, 2, 3, 4]));
        Assert.Equal(new ImageShape(1, 2, 2), set.Shape);
        using var compressed = ImageSet.Open(
            _folder.Write("plain-name", TemporaryFolder.Gzip(TemporaryFolder.Idx(0x803, [1, 1, 2], [5, 6]))));
        Assert.Equal([5, 6], compressed[0].Levels.ToArray());
    }

    [Fact]
    public void A_truncated_file_of_idx_images_is_never_read_as_CIFAR()
    {
        var bytes = TemporaryFolder.Idx(0x803, [9, 28, 28], new byte[9 * 784]);
        var path = _folder.Write("images-idx3-ubyte", bytes[..(2 * 3073)]);
        var fault = Assert.Throws<ImageFileException>(() => ImageSet.Open(path));
        Assert.Equal("length", fault.Field);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void An_index_outside_the_set_is_refused(int index)
    {
        using var set = ImageSet.Open(_folder.WriteImages("images", 2, 1, 1, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => set[index]);
    }

    [Fact]
    public async Task Several_threads_read_the_same_images()
    {
        var levels = TemporaryFolder.Levels(500 * 16);
        using var set = ImageSet.Open(_folder.WriteImages("images", 500, 4, 4, levels));
        await Parallel.ForAsync(0, 4000, TestContext.Current.CancellationToken, (i, _) =>
        {
            Assert.Equal(levels.AsSpan(i % 500 * 16, 16), set[i % 500].Levels.Span);
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void Images_are_equal_by_content()
    {
        var shape = new ImageShape(1, 1, 2);
        var image = new LabelledImage(0, 3, shape, new byte[] { 1, 2 });
        var same = image with { Levels = new byte[] { 1, 2 } };
        Assert.Equal(image, same);
        Assert.Equal(image.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(image, image with { Levels = new byte[] { 1, 3 } });
        Assert.NotEqual(image, image with { Label = null });
    }
}
