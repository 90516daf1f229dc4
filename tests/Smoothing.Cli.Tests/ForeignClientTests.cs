using System.Text.Json;
using Grpc.Core;
using Smoothing.Cli.Tests.Foreign;
using Smoothing.Hosting;
using Smoothing.Numerics;
using Smoothing.V1;
using static Smoothing.Cli.Tests.Foreign.RelaySampler;

namespace Smoothing.Cli.Tests;

/// <summary>The clients in other languages, against real services.</summary>
public sealed class ForeignClientTests(ForeignClients clients) : IClassFixture<ForeignClients>
{
    private static readonly string[] Same = ["--noise", "gaussian:0.25", "--n", "1000", "--seed", "5"];

    public static TheoryData<ForeignLanguage> Languages => [ForeignLanguage.Python, ForeignLanguage.Node];

    public static TheoryData<ForeignLanguage, string, NoiseLaw> Laws => new(
        from language in Languages.Select(row => row.Data)
        from law in new (string, NoiseLaw)[]
        {
            ("gaussian:0.5", new() { Gaussian = new() { StandardDeviation = 0.5 } }),
            ("laplace:1e-1", new() { Laplace = new() { Scale = 0.1 } }),
            ("generalized_gaussian:0.3:1.5", new() { GeneralizedGaussian = new() { Scale = 0.3, Shape = 1.5 } }),
            ("uniform:.7", new() { Uniform = new() { HalfWidth = 0.7 } }),
        }
        select (language, law.Item1, law.Item2));

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_same_seed_gives_the_certificate_of_the_command(ForeignLanguage language)
    {
        var foreign = Parse(await clients.RunAsync(language, [.. Same, "--index", "3", "--json"]));
        var own = await OwnAsync(3);
        var certificate = own.GetProperty("certificate");

        foreach (var name in new[] { "class", "evidence_sha256", "statement" })
            Assert.Equal($"{certificate.GetProperty(name)}", $"{foreign.GetProperty(name)}");
        Assert.Equal(Counts(certificate), Counts(foreign.GetProperty("certificate")));
        Assert.Equal(own.GetProperty("radius").GetDouble(), foreign.GetProperty("radii").GetProperty("l2").GetDouble());
    }

    [Fact]
    public async Task All_clients_print_the_same_JSON()
    {
        var python = await clients.RunAsync(ForeignLanguage.Python, [.. Same, "--json"]);
        var node = await clients.RunAsync(ForeignLanguage.Node, [.. Same, "--json"]);

        Assert.True(JsonElement.DeepEquals(Parse(python), Parse(node)), $"{python.Output}\n{node.Output}");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_text_rounds_the_radius_down(ForeignLanguage language)
    {
        var run = await clients.RunAsync(language, [.. Same, "--index", "3"]);
        var own = await OwnAsync(3);

        var radius = Directed.FlooredText(own.GetProperty("radius").GetDouble(), 4);
        Assert.Equal(["seed 5", "class 1", $"l2 radius {radius}"], run.Lines[..3]);
        Assert.Equal("0.3537", radius);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_abstention_is_an_answer(ForeignLanguage language)
    {
        var run = await clients.RunAsync(language, "--noise", "gaussian:0.25", "--n", "1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("abstains: no_majority", run.Lines[2]);
        Assert.DoesNotContain("radius", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Bare_levels_and_npy_files_are_images_too(ForeignLanguage language)
    {
        var levels = File.ReadAllBytes(clients.Place[Workplace.Data])[16..];
        var header = "{'descr': '|u1', 'fortran_order': False, 'shape': (8, 2, 2), }".PadRight(117) + "\n";
        File.WriteAllBytes(clients.Place["some.raw"], levels);
        File.WriteAllBytes(
            clients.Place["some.npy"], [0x93, .. "NUMPY\u0001\0\u0076\0"u8, .. header.Select(c => (byte)c), .. levels]);

        string[] digests =
        [
            .. from run in new[]
            {
                await clients.RunAsync(language, [.. Same, "--index", "2"]),
                await clients.RunAsync(language, [.. Same, "--index", "2", "--image", "some.raw"]),
                await clients.RunAsync(language, [.. Same, "--index", "2", "--image", "some.npy"]),
            }
            select Assert.Single(run.Lines, line => line.StartsWith("evidence ", StringComparison.Ordinal)),
        ];

        Assert.Single(digests.Distinct());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Streams_that_break_are_resumed_and_change_nothing(ForeignLanguage language)
    {
        await using var relay = await StartAsync(
            clients.Sampler,
            new(0, RichErrors.ResourceExhausted("full", TimeSpan.FromMilliseconds(10))),
            new(64, RichErrors.Unavailable("going away")),
            new(136, RichErrors.Unavailable("gone after the last draw")),
            new(0, new(new(StatusCode.Cancelled, "reset"))),
            new(200, RichErrors.Unavailable("going away again")));

        var run = await clients.RunAsync(language, [.. Same, "--n0", "200", "--json", "--sampler", relay.Address]);
        var undisturbed = await clients.RunAsync(language, [.. Same, "--n0", "200", "--json"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(undisturbed.Output, run.Output);
        Assert.Equal(
            [(0, 200), (0, 200), (64, 136), (256, 1000), (256, 1000), (456, 800)],
            relay.Requests.Select(request => (request.Draws.First, request.Draws.Count)));
        Assert.Contains(
            $"the sampler at {relay.Address}: UNAVAILABLE: going away; again from draw 64 of [0, 200) in 0.2 s",
            run.ErrorLines);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_full_sampler_is_asked_again_when_it_said_until_it_has_room(ForeignLanguage language)
    {
        var full = new Failure(0, RichErrors.ResourceExhausted("full", TimeSpan.FromMilliseconds(60)));
        await using var relay = await StartAsync(clients.Sampler, [.. Enumerable.Repeat(full, 12)]);

        var run = await clients.RunAsync(language, [.. Same, "--json", "--sampler", relay.Address]);
        var undisturbed = await clients.RunAsync(language, [.. Same, "--json"]);

        Assert.Equal((0, undisturbed.Output), (run.ExitCode, run.Output));
        Assert.Equal(12, run.ErrorLines.Length);
        Assert.All(run.ErrorLines, line => Assert.EndsWith(" in 0.1 s", line, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_manifest_that_changes_ends_the_run_before_its_estimation(ForeignLanguage language)
    {
        Action<Model>[] changes = [model => model.Grid.Step.Denominator = 100, model => model.TileSize *= 2];
        foreach (var change in changes)
        {
            await using var relay = await StartAsync(clients.Sampler);
            relay.Telling = change;

            var run = await clients.RunAsync(language, [.. Same, "--sampler", relay.Address]);

            Assert.Equal(1, run.ExitCode);
            Assert.EndsWith(
                "the grid or the tiles of the model changed: begin again", run.ErrorLines[^1],
                StringComparison.Ordinal);
            Assert.Single(relay.Requests);
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public async Task Every_law_reaches_the_sampler_as_it_was_written(
        ForeignLanguage language, string text, NoiseLaw expected)
    {
        await using var relay = await StartAsync(
            clients.Sampler, new Failure(0, RichErrors.NotFound("model", "models/linear_3")));

        var run = await clients.RunAsync(language, "--noise", text, "--sampler", relay.Address);

        Assert.Equal(expected, Assert.Single(relay.Requests).Noise);
        run.RequireLine(2, "NOT_FOUND", "There is no model 'models/linear_3'");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_violation_is_told_with_its_field(ForeignLanguage language)
    {
        var run = await clients.RunAsync(language, "--noise", "gaussian:9e9", "--n0", "200000000");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(3, run.ErrorLines.Length);
        Assert.EndsWith(
            $"the sampler at {clients.Sampler}: INVALID_ARGUMENT:", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.StartsWith("  noise.gaussian.standard_deviation: ", run.ErrorLines[1], StringComparison.Ordinal);
        Assert.StartsWith("  draws.count: is 200000000", run.ErrorLines[2], StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_service_that_is_not_there_is_told_with_its_address_and_exit_code_1(ForeignLanguage language)
    {
        var run = await clients.RunAsync(language, [.. Same, "--sampler", "http://127.0.0.1:1"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "the sampler at http://127.0.0.1:1: UNAVAILABLE: ", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Wrong_usage_is_told_with_the_option_and_exit_code_2(ForeignLanguage language)
    {
        (string Option, string Value)[] wrong =
        [
            ("--noise", "gaussian:0.1:0.2"), ("--noise", "cauchy:1"), ("--alpha", "0.6"), ("--n", "0"),
            ("--seed", "340282366920938463463374607431768211456"), ("--index", "8"), ("--image", "none"),
            ("--image", Workplace.LabelFile),
        ];
        foreach (var (option, value) in wrong)
        {
            var run = await clients.RunAsync(language, [.. Same, option, value]);

            Assert.Equal(2, run.ExitCode);
            Assert.Contains(option, run.ErrorLines[^1], StringComparison.Ordinal);
            Assert.Contains(value, run.ErrorLines[^1], StringComparison.Ordinal);
            Assert.Empty(run.Output);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_largest_seed_is_taken(ForeignLanguage language)
    {
        var run = await clients.RunAsync(
            language, "--noise", "gaussian:0.25", "--n", "64", "--seed", $"{UInt128.MaxValue}");

        Assert.Equal($"seed {UInt128.MaxValue}", run.Lines[0]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Radii_are_those_of_the_command_to_the_bit(ForeignLanguage language)
    {
        string[][] questions =
        [
            ["--noise", "gaussian:0.25", "--p1", "0.99", "--p2", "0.01", "--dimension", "3072", "--norms", "1.5,2,inf"],
            ["--noise", "generalized_gaussian:1:4", "--p1", "0.99", "--p2", "0.010000000000000009"],
            ["--noise", "generalized_gaussian:0.5:2", "--p1", "1", "--one-minus-p1", "1e-20", "--dimension", "784"],
            ["--noise", "laplace:0.25", "--p1", "0.500000000001", "--p2", "0.499999999999"],
            ["--noise", "uniform:1", "--p1", "0.4", "--p2", "0.5"],
        ];
        foreach (var question in questions)
        {
            var own = await clients.Place.RunAsync(["radii", .. question, "--json"]);
            var foreign = await clients.RadiiAsync(language, question);

            Assert.True(JsonElement.DeepEquals(Parse(own), Parse(foreign)), $"{own.Output}\n{foreign.Output}");
        }

        var refused = await clients.RadiiAsync(language, "--noise", "gaussian:1e200", "--p1", "7", "--norms", "0.5");
        Assert.Equal(
            [
                "  noise.gaussian.standard_deviation: is 1E+200; it must be in [1e-100, 1e100]",
                "  p1: is 7; it must be in [0, 1]",
                "  norms[0]: exponent 0.5 is not in [1, 64] or infinity",
            ],
            refused.ErrorLines[1..]);
        Assert.Equal(2, refused.ExitCode);
    }

    private async Task<JsonElement> OwnAsync(int index)
    {
        var own = await clients.OwnAsync([.. Same, "--json"]);
        return JsonDocument.Parse(own.Lines[index]).RootElement;
    }

    private static JsonElement Parse(ToolResult run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    // Numbers of 64 bits are text in ProtoJSON, and zeros are absent.
    private static string[] Counts(JsonElement certificate) =>
    [
        .. from part in new[] { "selection", "estimation" }
        from sample in certificate.GetProperty("evidence").GetProperty(part).EnumerateArray()
        from counts in sample.GetProperty("counts").EnumerateArray()
        from one in counts.GetProperty("counts").EnumerateArray()
        select $"{part} {(one.TryGetProperty("class", out var label) ? label : 0)}: {one.GetProperty("count")}",
    ];
}
