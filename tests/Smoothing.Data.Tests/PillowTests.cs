namespace Smoothing.Data.Tests;

public sealed class PillowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_decode_to_the_levels_that_Pillow_reads_whatever_their_profile_gamma_and_orientation()
    {
        var rows = Pillow.Table("images");
        Assert.Equal(15, rows.Count);
        foreach (var row in rows)
        {
            using var set = ImageSet.Open(Pillow.At(row.Text("file")));
            Assert.Equal(new ImageShape(row["channels"], row["height"], row["width"]), set.Shape);
            Assert.True(row.Levels.AsSpan().SequenceEqual(set[0].Levels.Span), row.Text("file"));
            Assert.Equal(row.Text("file"), set[0].Source);
        }
    }

    [Fact]
    public void Resized_images_are_those_of_Pillow_bit_for_bit()
    {
        var rows = Pillow.Table("resizes");
        Assert.Equal(30, rows.Count);
        foreach (var row in rows)
        {
            var interpolation = Enum.Parse<Interpolation>(row.Text("interpolation"), ignoreCase: true);
            var set = Open(
                row["channels"], row["height"], row["width"],
                new() { Resize = Resizing.To(new(row["to_height"], row["to_width"]), interpolation) });
            Assert.Equal(new ImageShape(row["channels"], row["to_height"], row["to_width"]), set.Shape);
            Assert.True(row.Levels.AsSpan().SequenceEqual(set[0].Levels.Span), row.Json.GetRawText());
        }
    }

    [Fact]
    public void The_shorter_side_and_the_crop_follow_torchvision()
    {
        var rows = Pillow.Table("pipelines");
        Assert.Equal(5, rows.Count);
        foreach (var row in rows)
        {
            var crop = new ImageSize(row["crop_height"], row["crop_width"]);
            var set = Open(
                1, row["height"], row["width"], new() { Resize = Resizing.Shorter(row["shorter"]), Crop = crop });
            Assert.Equal(new ImageShape(1, crop.Height, crop.Width), set.Shape);
            Assert.True(row.Levels.AsSpan().SequenceEqual(set[0].Levels.Span), row.Json.GetRawText());
        }
    }

    [Theory]
    [InlineData("alpha.png", "alpha at row 2, column 3", "254")]
    [InlineData("grey_16_bits.png", "bit depth", "16")]
    [InlineData("cmyk.jpg", "number of components", "4")]
    public void Images_that_would_need_a_choice_are_refused(string file, string field, string value) =>
        Refused(Pillow.At(file), field, value);

    [Fact]
    public void A_file_that_is_cut_off_or_damaged_is_refused_wherever_it_is_cut()
    {
        foreach (var name in new[] { "colour.png", "colour.jpg", "progressive.jpg", "grey.png" })
        {
            var bytes = File.ReadAllBytes(Pillow.At(name));
            foreach (var length in new[] { 3, 12, 24, 40, bytes.Length / 2, bytes.Length - 16, bytes.Length - 1 })
                Refused(_folder.Write(name, bytes[..length]));
        }

        var damaged = File.ReadAllBytes(Pillow.At("colour.png"));
        damaged[60] ^= 1;
        Refused(_folder.Write("a.png", damaged), "image data", "damaged (ErrorInInput)");
    }

    [Fact]
    public void Extents_that_a_header_only_declares_are_refused_before_anything_is_allocated()
    {
        var bytes = File.ReadAllBytes(Pillow.At("colour.png"));
        bytes[16] = bytes[20] = 0x10;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(_folder.Write("a.png", bytes), "size", "3x268435463x268435461");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_crop_beyond_the_image_is_refused()
    {
        var path = _folder.Write("a.npy", Npy.File("|u1", false, [1, 5, 9], new byte[45]));
        var fault = Assert.Throws<ImageFileException>(
            () => ImageSet.Open(path, new ImageSetOptions { Crop = new(6, 6) }));
        Assert.Equal("a.npy: size is 5x9; the crop needs at least 6x6.", fault.Message);
    }

    [Fact]
    public void A_resize_without_end_is_refused()
    {
        var path = _folder.Write("a.npy", Npy.File("|u1", false, [1, 1, 70_000], new byte[70_000]));
        Assert.Throws<ImageFileException>(
            () => ImageSet.Open(path, new ImageSetOptions { Resize = Resizing.Shorter(16_384) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Resizing.Shorter(16_385));
        Assert.Throws<ArgumentOutOfRangeException>(() => Resizing.To(new(1, 0)));
    }

    private IImageSet Open(int channels, int height, int width, ImageSetOptions options)
    {
        var levels = TemporaryFolder.Levels(channels * height * width);
        var file = Npy.File("|u1", false, [1, channels, height, width], levels);
        return ImageSet.Open(_folder.Write("a.npy", file), options with { Layout = ArrayLayout.Nchw });
    }

    private static void Refused(string path, string? field = null, string? value = null)
    {
        var fault = Assert.Throws<ImageFileException>(() =>
        {
            using var set = ImageSet.Open(path);
            _ = set[0];
        });
        Assert.Equal((path, field ?? fault.Field, value ?? fault.Value), (fault.File, fault.Field, fault.Value));
        Assert.DoesNotContain('\n', fault.Message);
    }
}
