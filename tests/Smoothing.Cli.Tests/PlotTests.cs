using System.Xml.Linq;
using Smoothing.Cli.Plotting;

namespace Smoothing.Cli.Tests;

/// <summary>`smoothing plot`, and the pictures that runs leave.</summary>
public sealed class PlotTests : IDisposable
{
    private const string Header = "idx\tlabel\tpredict\tradius\tcorrect\ttime\n";
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47];

    private readonly Workplace _place = Workplace.WithLinear();

    [Fact]
    public void The_curve_steps_down_at_the_radius_of_every_input()
    {
        var curve = new AccuracyCurve("a", "2", "", [0.25, 0.5, 0.5], 4);

        Assert.Equal(
            [(0, 0.75), (0.25, 0.75), (0.25, 0.5), (0.5, 0.5), (0.5, 0)], curve.Corners());
    }

    [Theory]
    [InlineData(0.6158, "0.7")]
    [InlineData(0.977, "1")]
    [InlineData(1, "1.2")]
    [InlineData(3.69, "4")]
    [InlineData(0.00123, "0.0014")]
    [InlineData(1234, "1400")]
    [InlineData(0, "1")]
    public void The_axis_ends_at_a_round_number_beyond_the_largest_radius(double largest, string end)
    {
        var ticks = Axis.Over(largest).All().ToList();

        Assert.Equal(end, ticks[^1].Label);
        Assert.True(ticks[^1].At > largest);
        Assert.InRange(ticks.Count, 4, 9);
    }

    [Fact]
    public void The_same_figure_has_the_same_bytes_and_its_text_is_drawn_without_fonts_of_the_system()
    {
        Figure Of(string caption) => new([new("a <&> σ", "2", caption, [0.5], 2), new("b", "2", "x", [0.25], 1)]);

        Assert.Equal(Of("one").ToSvg(), Of("one").ToSvg());
        Assert.Equal(Of("one").ToPng(), Of("one").ToPng());
        Assert.NotEqual(Of("one").ToPng(), Of("two").ToPng());
        var texts = Texts(Of("one").ToSvg());
        Assert.Equal(2, texts.Count(text => text == "b" || text == "a <&> σ"));
        Assert.Contains("a <&> σ: one.", texts);
        Assert.Contains("l2 radius (units of the input)", texts);
        Assert.Contains("certified accuracy", texts);
    }

    [Fact]
    public async Task A_run_with_labels_leaves_pictures_that_plot_draws_again()
    {
        await _place.CertifyAsync("linear_3.pt", "--n", "1000", "--seed", "5", "--output", "run");
        var plot = await _place.RunAsync("plot", "run", "--output", "again.svg");

        Assert.Equal((0, "", ""), (plot.ExitCode, plot.Output, plot.Error));
        var svg = File.ReadAllText(_place["again.svg"]);
        Assert.Equal(File.ReadAllText(_place["run/accuracy.svg"]), svg);
        Assert.Equal(Png, File.ReadAllBytes(_place["run/accuracy.png"])[..4]);
        Assert.Contains(
            "run: Neyman-Pearson, n0 = 100, n = 1,000, α = 0.001, Gaussian noise, standard deviation 0.25, 8 inputs of "
                + "models/linear_3, largest radius 0.",
            string.Join(' ', Texts(svg)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_runs_and_tables_share_a_figure_with_names()
    {
        File.WriteAllText(_place["a.tsv"], Header + "0\t1\t1\t0.5\t1\t0:00\n1\t1\t-1\t0.0\t0\t0:00\n");
        File.WriteAllText(_place["b.tsv"], Header + "0\t1\t1\t0.7019\t1\t0:00\n");

        var plot = await _place.RunAsync(
            "plot", "a.tsv", "b.tsv", "--output", "f.svg", "--label", "first", "--label", "second");
        var png = await _place.RunAsync("plot", "a.tsv", "b.tsv", "--output", "f.PNG");

        Assert.Equal((0, 0), (plot.ExitCode, png.ExitCode));
        var text = string.Join(' ', Texts(File.ReadAllText(_place["f.svg"])));
        Assert.Contains("first second first: method, n, α and noise are not in the", text, StringComparison.Ordinal);
        Assert.Contains("1 inputs, largest radius 0.701.", text, StringComparison.Ordinal);
        Assert.Equal(Png, File.ReadAllBytes(_place["f.PNG"])[..4]);
    }

    [Theory]
    [InlineData("88\t0.88", 100, 100)]
    [InlineData("88\t0.8627", 100, 102)]
    [InlineData("1\t0.3333", 3, 3)]
    [InlineData("0\t0", 3, 3)]
    [InlineData("nonsense", 3, 3)]
    public void Inputs_that_failed_count_though_they_have_no_row(string accuracy, int rows, int total)
    {
        File.WriteAllText(_place["accuracy.tsv"], $"radius\tcertified\taccuracy\n0.00\t{accuracy}\n");

        Assert.Equal(total, RunTotal.Of(_place["accuracy.tsv"], rows));
        Assert.Equal(rows, RunTotal.Of(_place["none"], rows));
    }

    [Theory]
    [InlineData("idx\tradius\n0\t0.5\n", "does not name the columns label, radius and correct")]
    [InlineData(Header, "has no rows")]
    [InlineData(Header + "0\t-1\t1\t0.5\t0\t0\n", "has no labels")]
    [InlineData(Header + "0\t1\t1\tnan\t1\t0\n", "line 2 is no row")]
    [InlineData(Header + "0\t1\t1\t-0.5\t1\t0\n", "line 2 is no row")]
    [InlineData(Header + "0\t1\t1\t0.5\t1\t0\n\n1\t1\n", "line 4 is no row")]
    public async Task Tables_that_are_none_are_refused(string text, string error)
    {
        File.WriteAllText(_place["a.tsv"], text);

        (await _place.RunAsync("plot", "a.tsv", "--output", "f.svg")).RequireLine(2, "a.tsv", error);
    }

    [Fact]
    public async Task Options_that_are_wrong_are_told()
    {
        File.WriteAllText(_place["a.tsv"], Header + "0\t1\t1\t0.5\t1\t0:00\n");
        File.WriteAllText(_place["bad.jsonl"], "{}\n");
        Directory.CreateDirectory(_place["empty"]);

        (await _place.RunAsync("plot", "a.tsv", "--output", "f.pdf", "--norm", "0.5")).RequireOnly(
            2,
            "--output: f.pdf is not a file that ends in .svg or .png",
            "--norm: 0.5 is not a number in [1, 64] or inf");
        (await _place.RunAsync("plot", "a.tsv", "a.tsv", "--output", "f.svg", "--label", "x")).RequireLine(
            2, "--label: 1 names for 2 runs");
        (await _place.RunAsync("plot", "none", "--output", "f.svg")).RequireLine(2, "none cannot be read");
        (await _place.RunAsync("plot", "empty", "--output", "f.svg")).RequireLine(2, "empty is no folder of a run");
        (await _place.RunAsync("plot", "bad.jsonl", "--output", "f.svg")).RequireLine(2, "bad.jsonl: line 1 is no row");
        (await _place.RunAsync("plot", "a.tsv", "--output", "none/f.svg")).RequireLine(
            2, "--output: none/f.svg cannot be written");
    }

    [Fact]
    public async Task A_norm_that_no_certificate_has_is_refused()
    {
        await _place.CertifyAsync("linear_3.pt", "--n", "64", "--seed", "5", "--output", "run");

        (await _place.RunAsync("plot", "run", "--output", "f.svg", "--norm", "7")).RequireLine(
            2, "--norm: 7 is in no certificate of run/certificates.jsonl, which has 1, 2, inf");
    }

    [Theory]
    [InlineData("inf", "linf radius (units of the input)")]
    [InlineData("1", "l1 radius (units of the input)")]
    public async Task Another_norm_of_the_certificates_can_be_drawn(string norm, string axis)
    {
        await _place.CertifyAsync("linear_3.pt", "--n", "64", "--seed", "5", "--output", "run");

        var plot = await _place.RunAsync("plot", "run", "--output", "f.svg", "--norm", norm);

        Assert.Equal((0, ""), (plot.ExitCode, plot.Error));
        Assert.Contains(axis, Texts(File.ReadAllText(_place["f.svg"])));
        Assert.Contains("l2 radius (units of the input)", Texts(File.ReadAllText(_place["run/accuracy.svg"])));
    }

    public void Dispose() => _place.Dispose();

    private static string[] Texts(string svg) =>
        [.. XDocument.Parse(svg).Descendants().Where(node => node.Name.LocalName == "text").Select(node => node.Value)];
}
