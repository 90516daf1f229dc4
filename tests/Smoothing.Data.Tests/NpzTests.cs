using System.IO.Compression;

namespace Smoothing.Data.Tests;

public sealed class NpzTests : IDisposable
{
    private static readonly byte[] Two = Npy.File("|u1", false, [2, 1, 2], [1, 2, 3, 4]);
    private static readonly byte[] Labels = Npy.Labels("<i8", 5, 6);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("images", "labels", CompressionLevel.Optimal)]
    [InlineData("x", "y", CompressionLevel.NoCompression)]
    [InlineData("x_test", "y_test", CompressionLevel.Optimal)]
    [InlineData("test_images", "test_labels", CompressionLevel.NoCompression)]
    [InlineData("data", "targets", CompressionLevel.Optimal)]
    [InlineData("arr_0", "arr_1", CompressionLevel.Optimal)]
    [InlineData("data", "labels", CompressionLevel.Optimal)]
    public void Images_and_labels_are_found_by_their_names(string images, string labels, CompressionLevel level)
    {
        using var set = Open(Npy.Zip(level, ($"{images}.npy", Two), ($"{labels}.npy", Labels)));
        Assert.Equal((2, 5, 6), (set.Count, set.LabelOf(0), set.LabelOf(1)));
        Assert.Equal([3, 4], set[1].Levels.ToArray());
    }

    [Fact]
    public void Training_images_beside_those_of_the_test_are_left_out()
    {
        using var set = Open(Npy.Zip(
            CompressionLevel.Optimal, ("x_train.npy", []), ("y_train.npy", []), ("x_test.npy", Two),
            ("y_test.npy", Labels)));
        Assert.Equal(6, set.LabelOf(1));
    }

    [Fact]
    public void Images_without_labels_have_none()
    {
        using var set = Open(Npy.Zip(CompressionLevel.Optimal, ("images.npy", Two), ("arr_1.npy", Labels)));
        Assert.False(set.HasLabels);
    }

    [Fact]
    public void Labels_that_are_given_go_before_those_in_the_file()
    {
        var path = _folder.Write("a.npz", Npy.Zip(CompressionLevel.Optimal, ("x.npy", Two), ("y.npy", Labels)));
        using var set = ImageSet.Open(path, _folder.Write("l.npy", Npy.Labels("|u1", 8, 9)));
        Assert.Equal(9, set.LabelOf(1));
    }

    [Fact]
    public void Several_that_may_be_the_images_are_all_named() => Refused(
        Npy.Zip(CompressionLevel.Optimal, ("x.npy", Two), ("images.npy", Two), ("more.npy", Two)),
        "arrays", "x, images, more", "several may be the images: x, images");

    [Fact]
    public void Several_that_may_be_the_labels_are_all_named() => Refused(
        Npy.Zip(CompressionLevel.Optimal, ("images.npy", Two), ("y.npy", Labels), ("targets.npy", Labels)),
        "arrays", "images, y, targets", "several may be the labels: y, targets");

    [Fact]
    public void Arrays_of_other_names_are_named() => Refused(
        Npy.Zip(CompressionLevel.Optimal, ("a.npy", Two), ("b.npy", Two)), "arrays", "a, b", "images, x, x_test");

    [Fact]
    public void A_zip_file_without_arrays_says_so() =>
        Refused(Npy.Zip(CompressionLevel.Optimal, ("readme.txt", [1])), "arrays", "none", "images, x, x_test");

    [Fact]
    public void A_truncated_zip_file_is_refused() => Refused(
        Npy.Zip(CompressionLevel.Optimal, ("x.npy", Two))[..^30], "zip file", "damaged or truncated", "complete npz");

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void A_member_with_a_flipped_bit_is_refused(CompressionLevel level)
    {
        var bytes = Npy.Zip(level, ("x.npy", Npy.File("|u1", false, [3, 10, 100], TemporaryFolder.Levels(3000))));
        bytes[bytes.Length / 2] ^= 1;
        var fault = Assert.Throws<ImageFileException>(() => Open(bytes));
        Assert.Equal(_folder.At("a.npz[x]"), fault.File);
        Assert.Contains(fault.Field, new[] { "CRC-32", "zip member", "length" });
    }

    private IImageSet Open(byte[] bytes) => ImageSet.Open(_folder.Write("a.npz", bytes));

    private void Refused(byte[] bytes, string field, string value, string allowed)
    {
        var fault = Assert.Throws<ImageFileException>(() => Open(bytes));
        Assert.Equal(field, fault.Field);
        Assert.Contains(value, fault.Value, StringComparison.Ordinal);
        Assert.Contains(allowed, fault.Allowed, StringComparison.Ordinal);
    }
}
