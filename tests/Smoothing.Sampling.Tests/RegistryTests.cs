using Smoothing.Draws.Counting;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Tests;

public sealed class RegistryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smoothing-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_folder_offers_what_can_be_sampled_and_says_why_the_rest_cannot()
    {
        Put("linear_3", 3);
        Put("wrong_rank", 3);
        Put("linear_3", 4, name: "more-classes");
        Put("aborts_load_stack", 3);
        Put("nan_high", 2);
        File.WriteAllText(PathOf("broken.json"), "{");
        File.Delete(PathOf("nan_high.pt"));
        File.WriteAllText(PathOf("alone.pt"), "a model without a manifest is not offered");
        using var models = await LoadAsync();
        Assert.Equal(
            ["aborts_load_stack: process", "broken: manifest", "linear_3: ", "more-classes: class_count",
                "nan_high: file", "wrong_rank: output_shape"],
            models.Entries.Select(entry => $"{entry.Name}: {entry.Refusal?.Check}"));
        Assert.True(models.Find("linear_3")!.Model!.TileTime > TimeSpan.Zero);
        using var engine = Fixtures.Engine();
        var request = Fixtures.Request(models.Find("linear_3")!, new DrawRange(0, 100));
        Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), await engine.CountAsync(request));
        Assert.Null(models.Find("none"));
        Assert.Throws<ArgumentException>(() => engine.Start(request with { Model = models.Find("broken")! }));
    }

    [Fact]
    public async Task Two_manifests_of_one_name_do_not_hide_each_other()
    {
        Put("linear_3", 3);
        Put("linear_3", 3, name: "linear_3", file: "other");
        using var models = await LoadAsync();
        Assert.Null(models.Find("linear_3")!.Refusal);
        Assert.Equal("name", models.Find("other")!.Refusal!.Check);
    }

    [Fact]
    public async Task A_second_manifest_of_a_name_never_takes_the_place_of_another_model()
    {
        Put("linear_3", 3, name: "b", file: "a");
        Put("linear_3", 3, name: "b", file: "b");
        using var models = await LoadAsync();
        Assert.Equal(["b: ", "b.json: name"], models.Entries.Select(entry => $"{entry.Name}: {entry.Refusal?.Check}"));
    }

    [Fact]
    public async Task A_second_manifest_whose_file_has_the_name_of_a_third_model_leaves_both_alone()
    {
        Put("linear_3", 3, name: "b", file: "0");
        Put("linear_3", 3, name: "a", file: "a");
        Put("linear_3", 3, name: "a", file: "b");
        using var models = await LoadAsync();
        Assert.Equal(
            ["a: ", "b: ", "b.json: name"],
            models.Entries.Select(entry => $"{entry.Name}: {entry.Refusal?.Check}"));
    }

    [Fact]
    public async Task One_file_may_be_offered_alone()
    {
        Put("linear_3", 3);
        using var models = await ModelRegistry.LoadFileAsync(
            PathOf("linear_3.json"), Fixtures.FileOf("linear_3"), Fixtures.Prober(), "cpu", Cancellation);
        Assert.Equal("linear_3", Assert.Single(models.Entries).Name);
        Assert.Null(Assert.Single(models.Entries).Refusal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused() => Assert.Equal(
        "folder",
        (await Assert.ThrowsAsync<ModelException>(() => ModelRegistry.LoadFolderAsync(
            PathOf("none"), Fixtures.Prober(), "cpu", Cancellation))).Check);

    private Task<ModelRegistry> LoadAsync() =>
        ModelRegistry.LoadFolderAsync(_folder.FullName, Fixtures.Prober(), "cpu", Cancellation);

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    private void Put(string fixture, int classes, string? name = null, string? file = null)
    {
        file ??= name ?? fixture;
        File.Copy(Fixtures.FileOf(fixture), PathOf(file + ".pt"));
        File.WriteAllText(
            PathOf(file + ".json"), ManifestJson.Write(Fixtures.Manifest(name ?? fixture, classes)));
    }
}
