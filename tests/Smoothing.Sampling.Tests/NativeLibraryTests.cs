using System.Runtime.InteropServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Smoothing.Sampling.Native;

namespace Smoothing.Sampling.Tests;

public sealed class NativeLibraryTests : IDisposable
{
    private static readonly Lazy<byte[]> Demanding = new(FindDemanding);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smoothing-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Exactly_one_flag_of_the_packaged_library_changes_and_only_once()
    {
        var (before, image) = (Demanding.Value, (byte[])Demanding.Value.Clone());
        Assert.True(VersionNeeds.Weaken(image, CompatibleLibrary.Version));
        var changed = Enumerable.Range(0, image.Length).Where(i => image[i] != before[i]).ToList();
        var at = Assert.Single(changed);
        Assert.Equal((0, 2), (before[at], image[at]));
        var again = (byte[])image.Clone();
        Assert.False(VersionNeeds.Weaken(again, CompatibleLibrary.Version));
        Assert.True(again.AsSpan().SequenceEqual(image));
    }

    [Fact]
    public void A_version_that_is_not_asked_for_changes_nothing()
    {
        var image = (byte[])Demanding.Value.Clone();
        Assert.False(VersionNeeds.Weaken(image, "GLIBCXX_9.9.99"));
        Assert.True(image.AsSpan().SequenceEqual(Demanding.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u007fELF")]
    [InlineData("a text that is long enough to have the length of a header, but that is not one of a library")]
    public void What_is_no_library_stays_as_it_is(string text)
    {
        var image = Encoding.ASCII.GetBytes(text);
        Assert.False(VersionNeeds.Weaken(image, CompatibleLibrary.Version));
        Assert.Equal(text, Encoding.ASCII.GetString(image));
    }

    [Property(MaxTest = 500)]
    public Property A_damaged_library_never_throws_and_changes_in_one_byte_at_most() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 2), Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, 255)).ArrayOf(40)).ToArbitrary(),
        damage =>
        {
            var image = Small();
            foreach (var (at, value) in damage.Item2)
                image[at % (damage.Item1 == 0 ? 64 : image.Length)] = (byte)value;
            if (damage.Item1 != 2)
                "\u007fELF\u0002\u0001"u8.CopyTo(image);
            var cut = image[..(damage.Item2[0].Item1 % (image.Length + 1))];
            foreach (var damaged in (byte[][])[image, cut])
            {
                var before = (byte[])damaged.Clone();
                VersionNeeds.Weaken(damaged, CompatibleLibrary.Version);
                Assert.InRange(damaged.Zip(before).Count(pair => pair.First != pair.Second), 0, 1);
            }
        });

    [Fact]
    public void A_small_library_is_changed_where_its_version_is_asked_for()
    {
        var image = Small();
        Assert.True(VersionNeeds.Weaken(image, CompatibleLibrary.Version));
        Assert.Equal(2, image[192 + 16 + 4]);
    }

    [Fact]
    public void A_hard_link_into_the_package_cache_is_replaced_and_the_cache_is_not_touched()
    {
        var cache = Path.Combine(_folder.FullName, "cache.so");
        File.WriteAllBytes(cache, Small());
        var program = _folder.CreateSubdirectory("program");
        var library = Path.Combine(program.FullName, CompatibleLibrary.Library);
        Assert.Equal(0, HardLink(cache, library));
        var time = File.GetLastWriteTimeUtc(cache);
        CompatibleLibrary.Prepare([program.FullName, program.FullName], program.FullName, Standard("GLIBCXX_3.4.30"));
        Assert.Equal(Small(), File.ReadAllBytes(cache));
        Assert.Equal(2, File.ReadAllBytes(library)[192 + 16 + 4]);
        Assert.Equal(time, File.GetLastWriteTimeUtc(library));
        Assert.Equal([library], program.GetFiles().Select(file => file.FullName));
    }

    [Fact]
    public void A_copy_that_cannot_be_written_is_refused_with_the_path_for_the_operator_alone()
    {
        // The longest path of the system is 4,095 bytes: the library's fits, that of the copy beside it does not.
        const int Longest = 4095;
        var program = _folder;
        while (Longest - program.FullName.Length - CompatibleLibrary.Library.Length - 2 is > 0 and var room)
            program = program.CreateSubdirectory(new string('d', room > 250 ? 200 : room));
        var library = Path.Combine(program.FullName, CompatibleLibrary.Library);
        File.WriteAllBytes(library, Small());
        var standard = Standard("GLIBCXX_3.4.30");
        var refusal = Assert.Throws<ModelException>(
            () => CompatibleLibrary.Prepare([program.FullName], program.FullName, standard));
        Assert.Equal("native_library", refusal.Check);
        Assert.DoesNotContain(program.FullName, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(library, refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_changed_where_the_system_has_the_version_or_the_library_lies_elsewhere()
    {
        var library = Path.Combine(_folder.FullName, CompatibleLibrary.Library);
        File.WriteAllBytes(library, Small());
        CompatibleLibrary.Prepare([_folder.FullName], _folder.FullName, Standard("GLIBCXX_3.4.32"));
        CompatibleLibrary.Prepare([_folder.FullName], _folder.FullName, null);
        CompatibleLibrary.Prepare([_folder.FullName], _folder.FullName + "-other", Standard("GLIBCXX_3.4.30"));
        Assert.Equal(Small(), File.ReadAllBytes(library));
    }

    [Fact]
    public async Task Processes_that_do_it_at_once_leave_one_whole_library()
    {
        var library = Path.Combine(_folder.FullName, CompatibleLibrary.Library);
        File.WriteAllBytes(library, Small());
        var standard = Standard("GLIBCXX_3.4.30");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => CompatibleLibrary.Prepare([_folder.FullName], _folder.FullName, standard))));
        Assert.Equal(2, File.ReadAllBytes(library)[192 + 16 + 4]);
        Assert.Equal(2, _folder.GetFiles().Length);
    }

    [DllImport("libc", EntryPoint = "link")]
    private static extern int HardLink(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string from,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    private string Standard(string version)
    {
        var path = Path.Combine(_folder.FullName, "standard");
        File.WriteAllText(path, version + "\0");
        return path;
    }

    /// <summary>
    /// A file with a header, two section headers (the needs, their names), one library with one version, and the names.
    /// </summary>
    private static byte[] Small()
    {
        var image = new byte[320];
        "\u007fELF\u0002\u0001"u8.CopyTo(image);
        image[0x28] = 64;
        image[0x3a] = 64;
        image[0x3c] = 2;
        (image[64 + 4], image[64 + 5], image[64 + 6], image[64 + 7]) = (0xfe, 0xff, 0xff, 0x6f);
        image[64 + 0x18] = 192;
        image[64 + 0x28] = 1;
        image[128 + 0x18] = 224;
        image[192 + 2] = 1;
        image[192 + 8] = 16;
        image[208 + 8] = 5;
        Encoding.ASCII.GetBytes(CompatibleLibrary.Version).CopyTo(image, 224 + 5);
        return image;
    }

    /// <summary>The library of the package; where the copy beside the tests was adapted, that is undone.</summary>
    private static byte[] FindDemanding()
    {
        var image = File.ReadAllBytes(Directory.EnumerateFiles(
            AppContext.BaseDirectory, CompatibleLibrary.Library, SearchOption.AllDirectories).First());
        var adapted = (byte[])image.Clone();
        if (VersionNeeds.Weaken(adapted, CompatibleLibrary.Version))
            return image;
        // The hash of the version's name (System V ABI, elf_hash) begins the entry whose flags were set.
        var hash = 0u;
        foreach (var letter in CompatibleLibrary.Version)
        {
            hash = (hash << 4) + letter;
            hash = (hash ^ (hash & 0xf0000000) >> 24) & 0x0fffffff;
        }

        ReadOnlySpan<byte> entry = [.. BitConverter.GetBytes(hash), 2, 0];
        image[image.AsSpan().IndexOf(entry) + 4] = 0;
        return image;
    }
}
