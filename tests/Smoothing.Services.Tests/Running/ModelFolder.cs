using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Sampling.Models;

namespace Smoothing.Services.Tests.Running;

/// <summary>A folder of models for one sampler, made of fixtures.</summary>
public sealed class ModelFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smoothing-");

    public string Path => _folder.FullName;

    public static string FixtureOf(string name) =>
        System.IO.Path.Combine(AppContext.BaseDirectory, "models", name + ".pt");

    public static ModelManifest Manifest(string name, int classes = 3, int tileSize = 16, Grid? grid = null) => new(
        name, "1", [1, 2, 2], Layout.Chw, grid ?? Grid.EightBit, classes, [], tileSize, Precision.Binary32);

    /// <summary>Adds a fixture with its manifest.</summary>
    public ModelFolder With(
        string fixture, int classes = 3, int tileSize = 16, string? name = null, Grid? grid = null)
    {
        var manifest = Manifest(name ?? fixture, classes, tileSize, grid);
        File.Copy(FixtureOf(fixture), FileOf(manifest.Name + ".pt"));
        File.WriteAllText(FileOf(manifest.Name + ".json"), ManifestJson.Write(manifest));
        return this;
    }

    public string FileOf(string file) => System.IO.Path.Combine(Path, file);

    public void Dispose() => _folder.Delete(recursive: true);
}
