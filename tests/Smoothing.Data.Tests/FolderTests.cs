using System.Text;

namespace Smoothing.Data.Tests;

public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Class_folders_in_the_order_of_their_names_give_the_labels()
    {
        Add("set/dog/b.png", "set/dog/a.PNG", "set/Cat/x.png", "set/dog/more/a.png", "set/10/1.png", "set/9/1.png");
        _folder.Write("set/dog/notes.txt", [1]);
        _folder.Write("set/.hidden/1.png", [1]);
        using var set = Open();
        Assert.Equal(["10", "9", "Cat", "dog"], set.ClassNames);
        Assert.Equal(
            ["10/1.png 0", "9/1.png 1", "Cat/x.png 2", "dog/a.PNG 3", "dog/b.png 3", "dog/more/a.png 3"],
            Enumerable.Range(0, set.Count).Select(i => $"{set[i].Source} {set[i].Label}"));
        Assert.Equal("set", set.Name);
        Assert.True(set.HasLabels);
    }

    [Fact]
    public void A_flat_folder_has_no_labels()
    {
        Add("set/b.png", "set/B.png", "set/a.png");
        using var set = Open();
        Assert.Equal(["B.png", "a.png", "b.png"], Enumerable.Range(0, 3).Select(i => set[i].Source));
        Assert.False(set.HasLabels);
        Assert.Empty(set.ClassNames);
    }

    [Theory]
    [InlineData("b.png,4\na.png,7\n")]
    [InlineData("file,label\na.png,7\nb.png,4\n")]
    [InlineData("\"b.png\", 4\r\n\r\n\"a.png\", 7\r\n")]
    [InlineData("a.png\t7\nb.png 4")]
    public void A_flat_folder_has_the_labels_of_a_file(string labels)
    {
        Add("set/b.png", "set/a.png");
        using var set = Open(labels);
        Assert.Equal([7, 4], [set.LabelOf(0), set[1].Label]);
    }

    [Fact]
    public void Names_may_hold_commas_and_spaces_and_lie_in_class_folders()
    {
        Add("set/x/b, or c.png", "set/y/a.png");
        using var set = Open("x/b, or c.png,4\ny/a.png,7");
        Assert.Equal([4, 7], [set.LabelOf(0), set.LabelOf(1)]);
        Assert.Empty(set.ClassNames);
    }

    [Theory]
    [InlineData("a.png,7\n", "number of images without a label", "1")]
    [InlineData("a.png,7\nb.png,4\nc.png,4\n", "line 3", "c.png")]
    [InlineData("a.png,7\nb.png,4\na.png,7\n", "line 3", "a.png")]
    [InlineData("a.png,7\nb.png,cat\n", "label of line 2", "\"cat\"")]
    [InlineData("a.png,7\nb.png\n", "line 2", "\"b.png\"")]
    public void Labels_that_do_not_fit_the_files_are_refused(string labels, string field, string value)
    {
        Add("set/b.png", "set/a.png");
        var fault = Assert.Throws<ImageFileException>(() => Open(labels));
        Assert.Equal((_folder.At("labels.csv"), field, value), (fault.File, fault.Field, fault.Value));
    }

    [Fact]
    public void A_folder_without_images_is_refused()
    {
        _folder.Write("set/readme.txt", [1]);
        Directory.CreateDirectory(_folder.At("set/class"));
        Refused("set", "without images");
    }

    [Fact]
    public void A_class_without_images_is_refused()
    {
        Add("set/a/1.png");
        Directory.CreateDirectory(_folder.At("set/b"));
        Refused("set/b", "without images");
    }

    [Fact]
    public void Images_beside_class_folders_are_refused()
    {
        Add("set/a/1.png", "set/2.png");
        Refused("set", "images beside folders of images");
    }

    [Fact]
    public void Images_of_another_format_are_not_left_out_in_silence()
    {
        Add("set/a/1.png");
        _folder.Write("set/a/2.webp", [1]);
        Refused("set/a/2.webp", ".webp");
    }

    [Fact]
    public void A_link_to_a_folder_is_refused_and_never_followed_in_circles()
    {
        Add("set/a/1.png");
        File.CreateSymbolicLink(_folder.At("set/a/round"), _folder.At("set"));
        Refused("set/a/round", "a symbolic link");
    }

    [Fact]
    public void A_file_that_is_no_image_is_named()
    {
        Add("set/a.png");
        _folder.Write("set/b.jpg", Encoding.ASCII.GetBytes("<html>"));
        Refused("set/b.jpg", "3c68746d6c3e");
        _folder.Write("set/b.jpg", []);
        Refused("set/b.jpg", "no bytes");
    }

    [Fact]
    public void The_first_image_of_another_size_is_named()
    {
        Add("set/a.png", "set/b.png");
        File.Copy(Pillow.At("colour.jpg"), _folder.At("set/c.jpg"));
        File.Copy(Pillow.At("grey.jpg"), _folder.At("set/d.jpg"));
        var fault = Refused("set/c.jpg", "24x31");
        Assert.Contains("the first image, a.png, is 7x5", fault.Allowed, StringComparison.Ordinal);
        var resize = new ImageSetOptions { Resize = Resizing.To(new(8, 8)) };
        using var set = ImageSet.Open(_folder.At("set"), resize);
        Assert.Equal((new ImageShape(3, 8, 8), 192), (set.Shape, set[2].Levels.Length));
    }

    [Fact]
    public void A_grey_image_among_coloured_ones_has_its_level_in_every_colour()
    {
        File.Copy(Pillow.At("grey.png"), Directory.CreateDirectory(_folder.At("set")).FullName + "/a.png");
        Add("set/b.png");
        using var set = Open();
        Assert.Equal(new ImageShape(3, 7, 5), set.Shape);
        var levels = set[0].Levels.ToArray();
        Assert.Equal(levels[..35], levels[35..70]);
        Assert.Equal(levels[..35], levels[70..]);
    }

    [Fact]
    public void A_file_that_was_changed_since_is_an_error()
    {
        Add("set/a.png");
        using var set = Open();
        File.Copy(Pillow.At("grey.png"), _folder.At("set/a.png"), overwrite: true);
        Assert.Equal("size", Assert.Throws<ImageFileException>(() => set[0]).Field);
        File.Delete(_folder.At("set/a.png"));
        var value = Assert.Throws<ImageFileException>(() => set[0]).Value;
        Assert.StartsWith("unreadable", value, StringComparison.Ordinal);
    }

    private IImageSet Open(string? labels = null) => ImageSet.Open(
        _folder.At("set"), labels is null ? null : _folder.Write("labels.csv", Encoding.UTF8.GetBytes(labels)));

    private ImageFileException Refused(string file, string value)
    {
        var fault = Assert.Throws<ImageFileException>(() => Open());
        Assert.Equal((_folder.At(file), value), (fault.File, fault.Value));
        return fault;
    }

    private void Add(params string[] names)
    {
        foreach (var name in names)
            _folder.Write(name, File.ReadAllBytes(Pillow.At("colour.png")));
    }
}
