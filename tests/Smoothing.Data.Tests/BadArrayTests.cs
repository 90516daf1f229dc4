using System.IO.Compression;

namespace Smoothing.Data.Tests;

public sealed class BadArrayTests : IDisposable
{
    private const string U1 = "|u1";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("|O", "pickles, which run code")]
    [InlineData("<i8", "allowed are uint8, float32 and float64 for images")]
    [InlineData("<f2", "allowed are uint8, float32 and float64 for images")]
    [InlineData("|b1", "allowed are uint8")]
    [InlineData("<c8", "allowed are uint8")]
    [InlineData("<U5", "allowed are uint8")]
    [InlineData("<M8[ns]", "allowed are uint8")]
    public void Elements_that_are_no_levels_are_refused_by_type(string type, string allowed) => Refused(
        Npy.File(type, false, [1, 2, 2], new byte[type[^1] == '2' ? 8 : 32]), "dtype", allowed);

    [Fact]
    public void Elements_of_several_fields_are_refused() => Refused(
        Npy.WithHeader("{'descr': [('a', '<f4'), ('b', '|u1')], 'fortran_order': False, 'shape': (1,), }", [1]),
        "dtype", "save one field");

    [Theory]
    [InlineData("<f4", 1, 0.5f, "0.5")]
    [InlineData("<f4", 2, 1.0039216f, "1.0039216")]
    [InlineData(">f4", 5, -0.003921569f, "-0.003921569")]
    [InlineData("<f8", 3, double.NaN, "NaN")]
    [InlineData("<f8", 0, 0.2 + 1e-16, "0.20000000000000012")]
    [InlineData("<f8", 4, 255.0, "255")]
    public void The_first_number_that_is_no_level_is_named_with_its_place(
        string type, int at, double value, string text)
    {
        var numbers = new double[12];
        numbers[6 + at] = value;
        var path = _folder.Write("a.npy", Npy.File(type, false, [2, 2, 3], Npy.Elements(type, numbers)));
        using var set = ImageSet.Open(path);
        Assert.Equal(0, set[0].Levels.Span[0]);
        var fault = Assert.Throws<ImageFileException>(() => set[1]);
        Assert.Equal(($"element [1, {at / 3}, {at % 3}]", text), (fault.Field, fault.Value));
        Assert.Contains("k / 255", fault.Allowed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2, 3, 4, 4", "both would fit")]
    [InlineData("2, 5, 6, 7", "neither would fit")]
    [InlineData("2, 784", "[N, H, W]")]
    [InlineData("16", "[N, H, W]")]
    [InlineData("1, 1, 2, 2, 3", "[N, H, W]")]
    [InlineData("0, 2, 2", "at least 1")]
    [InlineData("2, -2, 2", "at least 1")]
    [InlineData("9223372036854775808, 2, 2", "at least 1")]
    [InlineData("4611686018427387904, 4, 1", "fewer than 2^59")]
    [InlineData("", "1 to 32 axes")]
    public void A_shape_that_is_not_that_of_images_is_refused(string shape, string allowed)
    {
        var known = shape.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        var isSmall = known.Length > 0 && known.All(x => x.Length < 4);
        var length = isSmall ? known.Aggregate(1, (a, x) => a * int.Parse(x, null)) : 1;
        Refused(
            Npy.WithHeader(
                $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({shape}{(known.Length == 1 ? "," : "")}), }}",
                new byte[Math.Max(length, 0)]),
            "shape", allowed);
    }

    [Fact]
    public void Nothing_is_allocated_for_what_a_header_only_declares()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(Npy.File(U1, true, [2_000_000_000, 28, 28], [1]), "length", "expected 1568000000128 bytes");
        var zip = Npy.Zip(CompressionLevel.Optimal, ("x.npy", Npy.File(U1, false, [2_000_000, 28, 28], [1])));
        Refused(zip, "length", "expected 1568000128 bytes", "a.npz[x]");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Theory]
    [InlineData("{'descr': '|u1', 'fortran_order': False}")]
    [InlineData("{'descr': '|u1', 'fortran_order': 'False', 'shape': (1, 1, 1), }")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1, 1), } + exit()")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1, 1), 'more': True}")]
    [InlineData("")]
    public void A_header_that_is_no_description_is_refused(string header) =>
        Refused(Npy.WithHeader(header, [1]), "header", "descr, fortran_order and shape");

    [Fact]
    public void A_file_that_is_cut_off_or_too_long_is_refused()
    {
        var file = Npy.File(U1, false, [1, 2, 2], [1, 2, 3, 4]);
        Refused(file[..^1], "length", "expected 132 bytes");
        Refused([.. file, 0], "length", "expected 132 bytes");
        Refused(file[..100], "header", "expected 128 bytes");
        Refused(file[..9], "magic", "has a header");
        Refused([.. file[..6], 4, .. file[7..]], "npy version", "1, 2 and 3");
        Refused([.. file[..6], 2, 0, 255, 255, 255, 255, .. file[12..]], "length of the header", "65536");
    }

    [Theory]
    [InlineData("<f4", "dtype")]
    [InlineData("<i8", "label 1")]
    [InlineData("|i1", "label 1")]
    public void Labels_that_are_no_classes_are_refused(string type, string field)
    {
        var labels = _folder.Write("l.npy", Npy.Labels(type, 1, -1));
        var images = _folder.Write("a.npy", Npy.File(U1, false, [2, 1, 1], [1, 2]));
        var fault = Assert.Throws<ImageFileException>(() => ImageSet.Open(images, labels));
        Assert.Equal((labels, field), (fault.File, fault.Field));
    }

    [Theory]
    [InlineData("1\n2\n3\n", "count", "3 labels")]
    [InlineData("1\ncat\n", "label of line 2", "\"cat\"")]
    [InlineData("1\n-2\n", "label of line 2", "\"-2\"")]
    [InlineData("1\n4294967296\n", "label of line 2", "\"4294967296\"")]
    public void Lines_that_are_no_classes_are_refused(string text, string field, string value)
    {
        var labels = _folder.Write("l.txt", System.Text.Encoding.UTF8.GetBytes(text));
        var images = _folder.Write("a.npy", Npy.File(U1, false, [2, 1, 1], [1, 2]));
        var fault = Assert.Throws<ImageFileException>(() => ImageSet.Open(images, labels));
        Assert.Equal((labels, field, value), (fault.File, fault.Field, fault.Value));
    }

    private void Refused(byte[] bytes, string field, string allowed, string? file = null)
    {
        var path = _folder.Write(file?.Split('[')[0] ?? "a.npy", bytes);
        var fault = Assert.Throws<ImageFileException>(() => ImageSet.Open(path));
        Assert.Equal(file is null ? path : _folder.At(file), fault.File);
        Assert.Equal(field, fault.Field);
        Assert.Contains(allowed, fault.Allowed, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }
}
