using System.IO.Compression;

namespace Smoothing.Sampling.Tests;

/// <summary>A copy of a fixture whose forward is replaced: TorchScript files hold their code as text.</summary>
internal sealed class Crafted : IDisposable
{
    private const string Original = "    return (self).logits(x, )\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smoothing-");

    /// <param name="forward">Lines of the new body, without their indentation.</param>
    public Crafted(params string[] forward)
    {
        File = Path.Combine(_folder.FullName, "crafted.pt");
        System.IO.File.Copy(Fixtures.FileOf("linear_3"), File);
        using var archive = ZipFile.Open(File, ZipArchiveMode.Update);
        var entry = archive.GetEntry("linear_3/code/__torch__.py")!;
        using var code = entry.Open();
        var text = new StreamReader(code).ReadToEnd();
        Assert.Contains(Original, text, StringComparison.Ordinal);
        text = text.Replace(Original, string.Concat(forward.Select(line => $"    {line}\n")), StringComparison.Ordinal);
        code.SetLength(0);
        using var writer = new StreamWriter(code);
        writer.Write(text);
    }

    public string File { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
