namespace Smoothing.Data.Tests;

public sealed class BadFileTests : IDisposable
{
    private const uint Images = 0x00000803;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0x00000D03u, "0x00000D03")]
    [InlineData(0x00000801u, "0x00000801")]
    [InlineData(0x03080000u, "0x03080000")]
    [InlineData(0x89504E47u, "0x89504E47")]
    public void Another_magic_is_refused(uint magic, string value)
    {
        var bytes = TemporaryFolder.Idx(magic, [1, 2, 2], [1, 2, 3, 4]);
        Refused(_folder.Write("plain", bytes), "magic", value, "0x00000803");
        Refused(_folder.Write("compressed", TemporaryFolder.Gzip(bytes)), "magic", value, "0x00000803");
    }

    [Fact]
    public void A_file_of_images_is_no_file_of_labels()
    {
        var images = _folder.WriteImages("images", 1, 1, 1, [1]);
        Refused(images, "magic", "0x00000803", "0x00000801", labelsPath: images);
    }

    [Theory]
    [InlineData(0, "length", "0 bytes")]
    [InlineData(3, "magic", "cut off after 3 bytes")]
    [InlineData(15, "header", "15 bytes")]
    [InlineData(16, "length", "16 bytes")]
    [InlineData(23, "length", "23 bytes")]
    public void A_plain_file_that_ends_early_is_refused(int length, string field, string value)
    {
        var bytes = TemporaryFolder.Idx(Images, [2, 2, 2], TemporaryFolder.Levels(8));
        Refused(_folder.Write("images", bytes[..length]), field, value, "expected", orAllowed: "allowed");
    }

    [Fact]
    public void A_truncated_body_is_told_with_the_expected_and_the_actual_length()
    {
        var path = _folder.WriteImages("images", 3, 2, 2, new byte[11]);
        Assert.Equal(
            $"{path}: length is 27 bytes; expected 28 bytes, a header of 16 and 3 images of 2 x 2.",
            Assert.Throws<ImageFileException>(() => ImageSet.Open(path)).Message);
    }

    [Fact]
    public void A_compressed_body_that_is_too_short_is_told_with_the_expected_and_the_actual_length() => Refused(
        _folder.Write("images.gz", TemporaryFolder.Gzip(TemporaryFolder.Idx(Images, [3, 2, 2], new byte[11]))),
        "length", "27 bytes when decompressed", "expected 28 bytes");

    [Fact]
    public void Every_truncation_of_a_gzip_file_is_refused()
    {
        var bytes = TemporaryFolder.Gzip(TemporaryFolder.Idx(Images, [4, 9, 9], TemporaryFolder.Levels(324)));
        for (var length = 0; length < bytes.Length; length++)
        {
            var path = _folder.Write("images.gz", bytes[..length]);
            Assert.Equal(path, Assert.Throws<ImageFileException>(() => ImageSet.Open(path)).File);
        }
    }

    [Fact]
    public void A_changed_byte_of_a_gzip_file_is_refused_or_changes_no_level()
    {
        var levels = TemporaryFolder.Levels(324);
        var bytes = TemporaryFolder.Gzip(TemporaryFolder.Idx(Images, [1, 18, 18], levels));
        var refused = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 0x10;
            try
            {
                using var set = ImageSet.Open(_folder.Write("images.gz", changed));
                Assert.Equal(levels, set[0].Levels.ToArray());
            }
            catch (ImageFileException)
            {
                refused++;
            }
        }

        // Time, level, system and a few unused bits may be anything.
        Assert.InRange(refused, bytes.Length - 10, bytes.Length);
    }

    [Fact]
    public void Bytes_that_trail_are_refused()
    {
        var bytes = TemporaryFolder.Idx(Images, [1, 1, 2], [1, 2, 3]);
        Refused(_folder.Write("a", bytes), "length", "19 bytes", "expected 18 bytes");
        Refused(
            _folder.Write("b", TemporaryFolder.Gzip(bytes)),
            "length", "more than 18 bytes when decompressed", "expected 18 bytes");
    }

    [Fact]
    public void Bytes_that_trail_the_compressed_data_are_refused()
    {
        var bytes = TemporaryFolder.Gzip(TemporaryFolder.Idx(Images, [1, 1, 2], [1, 2]));
        Refused(_folder.Write("a", [.. bytes, 0, 0, 0, 0]), "gzip trailer", "0", "expected 18");
        Refused(_folder.Write("b", [.. bytes, 1, 2, 3, 4]), "gzip trailer", "67305985", "something follows");
    }

    [Fact]
    public void Labels_of_another_number_than_the_images_are_refused()
    {
        var images = _folder.WriteImages("images-idx3-ubyte", 2, 1, 1, [1, 2]);
        var labels = _folder.WriteLabels("labels-idx1-ubyte", 1, 2, 3);
        var fault = Assert.Throws<ImageFileException>(() => ImageSet.Open(images));
        Assert.Equal(
            $"{labels}: count is 3 labels; expected 2, one for each image of {images}.", fault.Message);
    }

    [Fact]
    public void Labels_that_are_cut_or_trail_are_refused()
    {
        var images = _folder.WriteImages("images", 2, 1, 1, [1, 2]);
        var bytes = TemporaryFolder.Idx(0x801, [2], [1, 2]);
        Refused(images, "length", "9 bytes", "expected 10", labelsPath: _folder.Write("short", bytes[..9]));
        Refused(images, "length", "11 bytes", "expected 10", labelsPath: _folder.Write("long", [.. bytes, 0]));
        Refused(images, "header", "6 bytes", "expected 8", labelsPath: _folder.Write("cut", bytes[..6]));
        Refused(images, "path", "missing", "exists", labelsPath: _folder.At("none"));
    }

    [Theory]
    [InlineData(0, 1, 1, "count", "0")]
    [InlineData(1, 0, 1, "rows", "0")]
    [InlineData(1, 1, 0, "columns", "0")]
    [InlineData(uint.MaxValue, 1, 1, "count", "4294967295")]
    [InlineData(1, uint.MaxValue, 1, "rows", "4294967295")]
    [InlineData(1, 16385, 16384, "columns", "16384")]
    [InlineData(2147483591u, 16384, 16384, "length", "20 bytes")]
    public void Extents_outside_their_range_are_refused(uint count, uint rows, uint columns, string field, string value)
    {
        var path = _folder.WriteImages("images", count, rows, columns, [1, 2, 3, 4]);
        Refused(path, field, value, "allowed are 1 to", orAllowed: "expected 576460737002602512 bytes");
    }

    [Theory]
    [InlineData(2147483591u, 16384, "declared length")]
    [InlineData(2_000_000_000, 1, "length")]
    public void Nothing_is_allocated_for_what_a_compressed_header_only_declares(uint count, uint rows, string field)
    {
        var path = _folder.Write(
            "images.gz", TemporaryFolder.Gzip(TemporaryFolder.Idx(Images, [count, rows, 1], new byte[100])));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<ImageFileException>(() => ImageSet.Open(path));
        Assert.Equal(field, fault.Field);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_gzip_bomb_is_not_decoded_beyond_its_declared_length()
    {
        var path = _folder.Write(
            "images.gz", TemporaryFolder.Gzip(TemporaryFolder.Idx(Images, [1, 28, 28], new byte[200 << 20])));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(path, "length", "more than 800 bytes when decompressed", "expected 800 bytes");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_missing_file_is_refused() => Refused(_folder.At("none"), "path", "missing", "exists");

    [Fact]
    public void An_empty_folder_is_refused() =>
        Refused(_folder.At("."), "folder", "without images", "PNG or JPEG images");

    [Fact]
    public void A_path_through_a_file_is_refused() =>
        Refused(Path.Combine(_folder.Write("file", [1]), "below"), "path", "missing", "exists");

    [Fact]
    public void An_unreadable_file_is_refused()
    {
        var path = _folder.WriteImages("images", 1, 1, 1, [1]);
        using var locked = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var fault = Assert.Throws<ImageFileException>(() => ImageSet.Open(path));
        Assert.Equal("path", fault.Field);
        Assert.StartsWith("unreadable (", fault.Value, StringComparison.Ordinal);
        Assert.NotNull(fault.InnerException);
    }

    private static void Refused(
        string path, string field, string value, string allowed, string? labelsPath = null, string? orAllowed = null)
    {
        var fault = Assert.Throws<ImageFileException>(() => ImageSet.Open(path, labelsPath));
        Assert.Equal(labelsPath ?? path, fault.File);
        Assert.Equal(field, fault.Field);
        Assert.Equal(value, fault.Value);
        Assert.True(
            fault.Allowed.Contains(allowed, StringComparison.Ordinal)
            || (orAllowed is not null && fault.Allowed.Contains(orAllowed, StringComparison.Ordinal)), fault.Message);
        Assert.StartsWith($"{fault.File}: {field} is {value}; ", fault.Message, StringComparison.Ordinal);
    }
}
