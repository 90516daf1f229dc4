using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Smoothing.Cli.Tests;

/// <summary>`smoothing certify` on real numbers that are not on the grid, and where deployment rounds.</summary>
public sealed class RoundInputsTests : IDisposable
{
    private const int Coordinates = 784, Images = 2;

    // One run with the demo's model serves several tests: a seed gives the same certificates every time.
    private static readonly Lazy<Task<(double[] Numbers, string[] Rows)>> Demo = new(CertifyDemoAsync);

    private readonly Workplace _place = Workplace.WithLinear();

    private static string DemoModel => Path.Combine(AppContext.BaseDirectory, "Demo", "fashion_mnist_cnn.pt");

    [Fact]
    public async Task Radii_are_those_of_the_numbers_before_they_were_rounded()
    {
        var (numbers, rows) = await Demo.Value;

        Assert.Equal(Images, rows.Length);
        foreach (var (line, index) in rows.Select((line, index) => (line, index)))
        {
            var row = JsonNode.Parse(line)!;
            var claims = row["certificate"]!["claims"]!;
            var rounded = claims["rounded"]!;
            double[] away =
            [
                .. numbers.Skip(index * Coordinates).Take(Coordinates)
                    .Select(number => Math.Abs(number - (Math.Round(number * 255) / 255))),
            ];
            double[] norms = [away.Sum(), Math.Sqrt(away.Sum(one => one * one)), away.Max()];
            var stated = rounded["stated"]!["input_distances"]!.AsArray();
            Assert.All(norms.Zip(stated), pair =>
            {
                var distance = pair.Second!["distance"]!.GetValue<double>();
                Assert.InRange(distance, pair.First * (1 - 1e-12), pair.First * (1 + 1e-12));
            });
            var whole = claims["balls"]!.AsArray().Where(ball => Exponent(ball!) == 2)
                .Max(ball => ball!["radius"]!.GetValue<double>());
            var left = rounded["balls"]!.AsArray().Single(ball => Exponent(ball!) == 2)!["radius"]!.GetValue<double>();
            Assert.Equal(whole - norms[1], left, 1e-12);
            Assert.True(left <= whole - norms[1] + 1e-15);
            Assert.Equal(left, row["radius"]!.GetValue<double>());
        }
    }

    [Fact]
    public async Task The_certificates_verify_replay_and_are_shown_and_drawn()
    {
        var (numbers, rows) = await Demo.Value;
        File.WriteAllLines(_place["certificates.jsonl"], rows);
        WriteArray("x.npy", Images, 28, numbers);

        var verified = await _place.RunAsync("verify", "certificates.jsonl");
        var shown = await _place.RunAsync("show", "certificates.jsonl");
        var replayed = await _place.RunAsync(
            "replay", "certificates.jsonl", "--model", DemoModel, "--data", "x.npy", "--round-inputs");
        var plotted = await _place.RunAsync("plot", "certificates.jsonl", "--output", "figure.svg");

        Assert.Equal((0, 0, 0, 0), (verified.ExitCode, shown.ExitCode, replayed.ExitCode, plotted.ExitCode));
        var words = string.Join(' ', shown.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("an input x that was rounded to the sampled grid point", words, StringComparison.Ordinal);
        Assert.Contains("as the client states (x is not in the evidence)", words, StringComparison.Ordinal);
        Assert.Contains("2 IDENTICAL", replayed.Output, StringComparison.Ordinal);
        Assert.Contains("less rounding", File.ReadAllText(_place["figure.svg"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_radius_without_its_loss_is_found()
    {
        var (_, rows) = await Demo.Value;
        var ball = JsonNode.Parse(rows[0])!;
        var balls = ball["certificate"]!["claims"]!["rounded"]!["balls"]!;
        balls[1]!["radius"] = Math.BitIncrement(balls[1]!["radius"]!.GetValue<double>());
        var loss = JsonNode.Parse(rows[0])!;
        loss["certificate"]!["claims"]!["rounded"]!["balls"]![1]!["loss"] = 0.0;
        var radius = JsonNode.Parse(rows[0])!;
        radius["radius"] = radius["certificate"]!["claims"]!["balls"]![0]!["radius"]!.GetValue<double>();
        File.WriteAllLines(
            _place["altered.jsonl"], new[] { ball, loss, radius }.Select(row => row.ToJsonString()));

        var run = await _place.RunAsync("verify", "altered.jsonl");

        Assert.Equal(6, run.ExitCode);
        Assert.Contains(
            "altered.jsonl:1: claims.rounded.balls[1]: is not what the rounding leaves",
            run.Output.Replace("certificate.", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("altered.jsonl:3: radius:", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("0 valid, 3 not valid, 0 not readable", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_option_numbers_off_the_grid_are_refused()
    {
        WriteArray("x.npy", 1, 2, [0, 0.5, 0.25, 1]);

        (await CertifyAsync("x.npy")).RequireLine(2, "element [0, 0, 1] is 0.5");
    }

    [Fact]
    public async Task Numbers_outside_of_the_range_are_refused_before_the_first_draw_with_their_number()
    {
        WriteArray("x.npy", 2, 2, [0, 0.5, 1.001, -0.001, 0.3, double.NaN, 1.5, -3]);

        (await CertifyAsync("x.npy", "--round-inputs")).RequireLine(
            2, "input 1: count of numbers out of range is 3 of 4, the first NaN", "[0, 1]", "half a step of 1/255");
    }

    [Fact]
    public async Task Deployment_that_rounds_takes_half_a_step()
    {
        var plain = await JsonAsync(Workplace.Data);
        var rounded = await JsonAsync(Workplace.Data, "--deployment-rounds");

        // Four coordinates: √4 / 510.
        Assert.Contains(plain, row => Radius(row) > 0);
        Assert.All(plain.Zip(rounded), pair =>
        {
            var left = Math.Max(0, Radius(pair.First) - (2 / 510.0));
            Assert.Equal(left, Radius(pair.Second), 1e-12);
            Assert.Equal(left > 0 ? Predicted(pair.First) : -1, Predicted(pair.Second));
        });
    }

    [Fact]
    public async Task An_input_of_which_nothing_is_left_abstains()
    {
        SetGrid("0", "1/4", 4);
        WriteArray("x.npy", 1, 2, [0.12, 0.37, 0.63, 0.88]);

        var row = Assert.Single(await JsonAsync("x.npy", "--round-inputs", "--deployment-rounds", "--norm", "1"));

        Assert.Equal((-1, 0), (Predicted(row), Radius(row)));
    }

    [Fact]
    public async Task A_finer_grid_takes_8_bit_images_as_they_are_and_loses_less_of_real_numbers()
    {
        WriteArray("x.npy", 1, 2, [0.0301, 0.3717, 0.6201, 0.8853]);
        var coarse = Assert.Single(await JsonAsync("x.npy", "--round-inputs"));
        SetGrid("0", "1/1020", 1020);
        var fine = Assert.Single(await JsonAsync("x.npy", "--round-inputs"));
        var images = await JsonAsync(Workplace.Data);

        Assert.True(Distance(fine) <= 2 / 2040.0);
        Assert.True(Distance(fine) < Distance(coarse));
        Assert.All(images, row => Assert.False(Claims(row)?.AsObject().ContainsKey("rounded") == true));
        Assert.Equal(Workplace.Inputs, images.Length);

        double Distance(JsonNode row) =>
            Claims(row)!["rounded"]!["stated"]!["input_distances"]![1]!["distance"]!.GetValue<double>();
    }

    [Fact]
    public async Task Numbers_are_not_resized()
    {
        WriteArray("x.npy", 1, 4, [.. Enumerable.Repeat(0.5, 16)]);

        (await CertifyAsync("x.npy", "--round-inputs", "--resize", "2,2")).RequireLine(
            2, "x.npy: type of the elements is real numbers", "only 8-bit images are resized");
    }

    public void Dispose() => _place.Dispose();

    private static async Task<(double[] Numbers, string[] Rows)> CertifyDemoAsync()
    {
        using var place = new Workplace();
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Demo", "images-idx3-ubyte.gz"));
        using var stream = new GZipStream(file, CompressionMode.Decompress);
        var bytes = new byte[16 + (Images * Coordinates)];
        stream.ReadExactly(bytes);
        var random = new Random(1);
        double[] numbers = [.. bytes.Skip(16).Select(level => (level + ((random.NextDouble() - 0.5) * 0.9)) / 255)];
        File.WriteAllLines(place["labels.txt"], ["9", "2"]);
        WriteArray(place["x.npy"], $"({Images}, 28, 28)", numbers);
        var run = await place.RunAsync(
            "certify", "--model", DemoModel, "--data", "x.npy", "--labels", "labels.txt", "--round-inputs",
            "--n", "512", "--seed", "3", "--json");
        Assert.Equal(0, run.ExitCode);
        return (numbers, run.Lines);
    }

    private Task<ToolResult> CertifyAsync(string data, params string[] options) => _place.RunAsync(
        ["certify", "--model", "linear_3.pt", "--data", data, "--n", "512", "--seed", "5", .. options]);

    private async Task<JsonNode[]> JsonAsync(string data, params string[] options)
    {
        var run = await CertifyAsync(data, ["--json", .. options]);
        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Error));
        return [.. run.Lines.Select(line => JsonNode.Parse(line)!)];
    }

    private void SetGrid(string origin, string step, int max)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(_place["linear_3.json"]))!;
        manifest["grid"] = new JsonObject { ["origin"] = origin, ["step"] = step, ["min"] = 0, ["max"] = max };
        File.WriteAllText(_place["linear_3.json"], manifest.ToJsonString(new JsonSerializerOptions()));
    }

    private void WriteArray(string name, int images, int side, double[] numbers) =>
        WriteArray(_place[name], $"({images}, {side}, {side})", numbers);

    private static void WriteArray(string path, string shape, double[] numbers)
    {
        var header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        File.WriteAllBytes(
            path,
            [
                0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header),
                .. numbers.SelectMany(BitConverter.GetBytes),
            ]);
    }

    private static JsonNode? Claims(JsonNode row) => row["certificate"]!["claims"];

    private static double Radius(JsonNode row) => row["radius"]!.GetValue<double>();

    private static int Predicted(JsonNode row) => row["predicted"]!.GetValue<int>();

    private static double Exponent(JsonNode ball) =>
        ball["norm"]!["exponent"]?.GetValue<double>() ?? double.PositiveInfinity;
}
