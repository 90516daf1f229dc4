using System.Diagnostics;
using System.Globalization;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Sampler;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Probing;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>A temporary folder with models that Python made and the manifests that were found for them.</summary>
internal sealed class ModelFolder : IDisposable
{
    // On a busy machine one look may hit a bad moment of the fastest form.
    private const int Looks = 3;

    private static readonly TimeSpan ProbeLimit = TimeSpan.FromMinutes(10);

    private ModelFolder() => Path = Directory.CreateTempSubdirectory("smoothing-benchmark-").FullName;

    /// <summary>Names of all models.</summary>
    public static string[] Names { get; } = ["tiny", "cnn", "resnet20", "resnet110"];

    public string Path { get; }

    public List<MeasuredModel> Models { get; } = [];

    /// <summary>Makes models.</summary>
    /// <param name="python">Python with torch.</param>
    /// <param name="device">Where they are measured: "cpu" or "cuda:N".</param>
    /// <param name="names">Some of <see cref="Names"/>.</param>
    public static async Task<ModelFolder> MakeAsync(
        string python, string device, IReadOnlyCollection<string> names)
    {
        var folder = new ModelFolder();
        var script = System.IO.Path.Combine(AppContext.BaseDirectory, "Sampler", "make_models.py");
        using var process = Process.Start(
            new ProcessStartInfo(python, [script, folder.Path, .. names]) { RedirectStandardOutput = true })!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{python} made no models: it must have torch");
        foreach (var line in printed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ');
            folder.Models.Add(
                await folder.FindFormAsync(words[0], device, long.Parse(words[1], CultureInfo.InvariantCulture)));
        }

        return folder;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>As <c>smoothing model init</c>: the fastest form that passes the checks.</summary>
    private async Task<MeasuredModel> FindFormAsync(string name, string device, long multiplications)
    {
        var prober = SamplerHost.Prober(device, ProbeLimit);
        var file = System.IO.Path.Combine(Path, $"{name}.pt");
        var manifestFile = System.IO.Path.ChangeExtension(file, ".json");
        int[] shape = name.StartsWith("resnet", StringComparison.Ordinal) ? [3, 32, 32] : [1, 28, 28];
        var manifest = new ModelManifest(
            name, "1", [.. shape], Layout.Chw, Grid.EightBit, 10, [], ModelManifest.DefaultTileSize,
            Precision.Binary32);
        var measured = new List<TileSpeed>();
        for (var look = 0; look < Looks; look++)
            measured.AddRange(await prober.MeasureAsync(file, manifest, FormWishes.None, CancellationToken.None));
        var fastest = measured.GroupBy(speed => speed.Form)
            .Select(group => group.MaxBy(speed => speed.DrawsPerSecond)!);
        foreach (var speed in TileChoice.Order([.. fastest]))
        {
            var form = manifest with { Form = speed.Form };
            await File.WriteAllTextAsync(manifestFile, ManifestJson.Write(form));
            var report = await prober.CheckAsync(manifestFile, file, CancellationToken.None);
            if (report.Refusal is null)
                return new(form, file, System.IO.Path.Combine(Path, "best", $"{name}.pt"), multiplications);
        }

        throw new InvalidOperationException($"{name} is accepted in no form");
    }
}
