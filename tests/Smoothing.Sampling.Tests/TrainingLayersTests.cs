using System.IO.Compression;
using Smoothing.Sampling.Probing;

namespace Smoothing.Sampling.Tests;

public sealed class TrainingLayersTests
{
    private const string Functional = "__torch__.torch.nn.functional";

    [Theory]
    [InlineData("return torch.dropout(input, 0.5, True)", "dropout")]
    [InlineData("return torch.feature_dropout_((b).forward(x, [1, 2], ), 0.5, True)", "feature_dropout")]
    [InlineData("return torch.dropout(input, 0.5, False)", null)]
    [InlineData("return torch.dropout(input, 0., True)", null)]
    [InlineData("return torch.dropout(input, 0.5, training)", null)]
    [InlineData("y = torch.batch_norm(x, w, b, m, v, True, 0.1, 1e-05, True)", "batch_norm")]
    [InlineData("y = torch.batch_norm(x, w, b, m, v, False, 0.1, 1e-05, True)", null)]
    [InlineData($"_0 = {Functional}.dropout\n    y = _0((b).forward(x, ), 0.3, True, False, )", "dropout")]
    [InlineData($"_0 = {Functional}.dropout\n    y = _0(x, 0.3, training, False, )", null)]
    [InlineData($"_0 = {Functional}.dropout\n  def other(self):\n    return _0(x, 0.3, True, False, )", null)]
    [InlineData($"y = {Functional}.alpha_dropout(x, 0.3, True, False, )", "alpha_dropout")]
    [InlineData("return torch.dropout(input, 0.5", null)]
    public void A_layer_that_is_in_training_mode_for_good_is_named(string line, string? layer)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(archive.CreateEntry("model/code/__torch__.py").Open()))
            writer.Write($"class M(Module):\n  def forward(self, x: Tensor) -> Tensor:\n    {line}\n");
        Assert.Equal(layer is null ? [] : [layer], TrainingLayers.Of(stream.ToArray()));
    }

    [Fact]
    public void A_file_that_is_no_archive_has_none() => Assert.Empty(TrainingLayers.Of([1, 2, 3]));
}
