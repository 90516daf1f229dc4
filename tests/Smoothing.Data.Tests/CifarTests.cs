using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Smoothing.Data.Tests;

public sealed class CifarTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 30)]
    public FsCheck.Property Every_record_that_was_written_is_read_back() => Prop.ForAll(
        Gen.Choose(0, 9).NonEmptyListOf().Select(x => x.Select(y => (byte)y).ToArray()).ToArbitrary(),
        labels =>
        {
            var bytes = TemporaryFolder.Cifar(labels);
            using var set = ImageSet.Open(_folder.Write("data_batch_1", bytes));
            Assert.Equal(new ImageShape(3, 32, 32), set.Shape);
            Assert.Equal(labels.Length, set.Count);
            Assert.True(set.HasLabels);
            for (var i = 0; i < set.Count; i++)
                Assert.Equal(
                    new LabelledImage(i, labels[i], set.Shape, bytes.AsMemory((3073 * i) + 1, 3072)), set[i]);
        });

    [Fact]
    public void A_record_that_starts_like_idx_is_CIFAR_when_it_has_its_length_and_its_name()
    {
        var bytes = TemporaryFolder.Cifar(0, 9);
        new byte[] { 0, 0, 8, 3 }.CopyTo(bytes, 0);
        using var set = ImageSet.Open(_folder.Write("test_batch.bin", bytes));
        Assert.Equal([0, 8, 3], set[0].Levels[..3].ToArray());
    }

    [Fact]
    public void A_label_beyond_9_is_named_by_its_record()
    {
        var labels = new byte[20];
        labels[17] = 10;
        var path = _folder.Write("test_batch.bin", TemporaryFolder.Cifar(labels));
        var fault = Assert.Throws<ImageFileException>(() => ImageSet.Open(path));
        Assert.Equal($"{path}: label of record 17 is 10; allowed are 0 to 9 in CIFAR-10.", fault.Message);
    }

    [Theory]
    [InlineData(3072)]
    [InlineData(3074)]
    public void A_file_that_does_not_split_into_records_is_refused(int length)
    {
        var path = _folder.Write("test_batch.bin", TemporaryFolder.Cifar(1, 2)[..length]);
        var fault = Assert.Throws<ImageFileException>(() => ImageSet.Open(path));
        Assert.Equal("length", fault.Field);
        Assert.Equal($"{length} bytes", fault.Value);
        Assert.Contains("multiple of 3073", fault.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_beside_CIFAR_are_refused_because_it_carries_its_own()
    {
        var path = _folder.Write("test_batch.bin", TemporaryFolder.Cifar(1));
        var labels = _folder.WriteLabels("labels", 1);
        var fault = Assert.Throws<ImageFileException>(() => ImageSet.Open(path, labels));
        Assert.Equal(labels, fault.File);
        Assert.Contains(path, fault.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_shortened_while_it_is_open_is_an_error_and_not_old_levels()
    {
        var path = _folder.Write("test_batch.bin", TemporaryFolder.Cifar(1, 2));
        using var set = ImageSet.Open(path);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(4000);
        Assert.Equal(1, set[0].Label);
        Assert.Equal("4000 bytes now", Assert.Throws<ImageFileException>(() => set[1]).Value);
    }
}
