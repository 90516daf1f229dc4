using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Tests;

public sealed class GoldenOutputTests
{
    private static readonly GoldenOutput Golden = new("one runtime", [2f, -1f, 0.5f]);

    [Theory]
    [InlineData("one runtime", 2f, null)]
    [InlineData("one runtime", 2.0000002f, "on the same runtime")]
    [InlineData("another", 2.002f, null)]
    [InlineData("another", 2.004f, "another runtime may differ by 0.003")]
    [InlineData("another", float.NaN, "differ")]
    public void Outputs_have_the_same_bits_on_one_runtime_and_are_near_on_another(
        string runtime, float first, string? difference)
    {
        var found = Golden.DifferenceFrom(new(runtime, [first, -1f, 0.5f]));
        Assert.Equal(difference is null, found is null);
        Assert.Contains(difference ?? "", found ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Another_class_is_a_difference_also_where_the_outputs_are_near() => Assert.Equal(
        "it answers class 1, not the class 0 of the manifest",
        new GoldenOutput("one", [1f, 0.9999f, 0f]).DifferenceFrom(new("two", [0.9999f, 1f, 0f])));

    [Fact]
    public void Another_number_of_classes_is_a_difference() =>
        Assert.NotNull(Golden.DifferenceFrom(new("another", [2f, -1f])));

    [Fact]
    public async Task Weights_that_were_changed_under_a_manifest_are_found()
    {
        var prober = Fixtures.Prober();
        var manifest = Fixtures.Manifest("linear_3", 3);
        var (file, stop) = (Fixtures.FileOf("linear_3"), TestContext.Current.CancellationToken);
        using var other = new Crafted("return torch.mul((self).logits(x, ), 1.0001)");
        var recorded = await prober.RecordAsync(file, manifest, stop);

        Assert.Null((await prober.CheckAsync(file, recorded, stop)).Refusal);
        Assert.Equal("digest", (await prober.CheckAsync(other.File, recorded, stop)).Refusal?.Check);
        Assert.Equal(
            "golden_output",
            (await prober.CheckAsync(other.File, recorded with { Sha256 = null }, stop)).Refusal?.Check);
    }
}
