using System.Text.Json;
using System.Text.Json.Nodes;
using Smoothing.Certifier;
using Smoothing.Client;
using Smoothing.Hosting;
using Smoothing.V1;

namespace Smoothing.Cli.Tests.Verifying;

/// <summary>`smoothing verify` and `smoothing show` on what `certify` wrote, and on what somebody altered.</summary>
public sealed class VerifyTests : IDisposable
{
    private const string Certificates = "run/certificates.jsonl";

    private readonly Workplace _place = Workplace.WithLinear();

    [Fact]
    public async Task What_certify_wrote_holds_on_a_line_alone_and_on_many_lines()
    {
        var lines = await CertifyAsync();
        var row = JsonNode.Parse(lines[0])!;
        var certificate = row["certificate"]!;
        File.WriteAllText(_place["one.json"], certificate.ToJsonString());
        File.WriteAllText(_place["many.json"], certificate.ToJsonString(new() { WriteIndented = true }));

        var all = await _place.RunAsync("verify", Certificates);

        Assert.Equal((0, ""), (all.ExitCode, all.Error));
        Assert.Equal([$"{Certificates}: {lines.Length} valid, 0 not valid, 0 not readable"], all.Lines);
        foreach (var file in new[] { "one.json", "many.json" })
        {
            var one = await _place.RunAsync("verify", file, "--json");
            Assert.Equal((0, """{"line":1,"valid":true,"findings":[]}"""), (one.ExitCode, one.Output.Trim()));
        }
    }

    [Fact]
    public async Task Every_altered_number_is_found_with_its_line()
    {
        var lines = await CertifyAsync();
        var altered = Alterations.Of(lines[0]);
        File.WriteAllLines(_place["altered.jsonl"], altered);
        var run = await _place.RunAsync("verify", "altered.jsonl", "--json");

        Assert.Equal(6, run.ExitCode);
        Assert.Equal(altered.Count, run.Lines.Length);
        Assert.InRange(altered.Count, 50, 5000);
        var held = run.Lines.Where(line => line.Contains("\"valid\":true", StringComparison.Ordinal)).ToList();
        // The issuer makes no claim, and an origin of 0/2 is that of 0/1.
        Assert.Equal(4, held.Count);
    }

    [Fact]
    public async Task What_a_row_says_beyond_its_certificate_is_found()
    {
        var row = JsonNode.Parse((await CertifyAsync())[0])!;
        row["radius"] = Math.BitIncrement(row["radius"]!.GetValue<double>());
        row["predicted"] = row["predicted"]!.GetValue<int>() + 1;
        File.WriteAllText(_place["row.jsonl"], row.ToJsonString());

        var run = await _place.RunAsync("verify", "row.jsonl");

        Assert.Equal(6, run.ExitCode);
        Assert.StartsWith("row.jsonl:1: predicted: ", run.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("row.jsonl:1: radius: ", run.Lines[1], StringComparison.Ordinal);
        Assert.Equal("row.jsonl: 0 valid, 1 not valid, 0 not readable", run.Lines[2]);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_by_path_and_is_no_false_certificate()
    {
        var lines = await CertifyAsync();
        string[] bad =
        [
            lines[0],
            "{",
            lines[0].Replace("\"certificate\":{", "\"certificate\":{\"colour\":1,", StringComparison.Ordinal),
            lines[0].Replace("\"tight\":true", "\"tight\":1", StringComparison.Ordinal),
            lines[0].Replace("\"run_seed\":\"", "\"run_seed\":\"0", StringComparison.Ordinal),
            lines[0].Replace("\"error_probability\":0.001", "\"error_probability\":1e999", StringComparison.Ordinal),
            lines[0].Replace("\"neyman_pearson\"", "\"guess\"", StringComparison.Ordinal),
            lines[0].Replace("\"class\":", "\"class\":0,\"class\":", StringComparison.Ordinal),
            "[]",
        ];
        File.WriteAllLines(_place["bad.jsonl"], bad);

        var run = await _place.RunAsync("verify", "bad.jsonl");

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        string[] begin =
        [
            "2: is not JSON", "3: certificate.colour: is not a field of Certificate",
            "4: certificate.claims.balls[0].tight: is 1; it must be true or false",
            "5: certificate.evidence.selection[0].source.run_seed: is",
            "6: certificate.bounds.error_probability: is 1e999", "7: certificate.claims.balls[0].method: is \"guess\"",
            "8: is not JSON", "9: is []; it must be an object",
        ];
        Assert.All(begin, words => Assert.Contains(
            run.Lines, line => line.StartsWith($"bad.jsonl:{words}", StringComparison.Ordinal)));
        Assert.Equal("bad.jsonl: 1 valid, 0 not valid, 8 not readable", run.Lines[^1]);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("show")]
    public async Task Without_a_file_or_a_certificate_in_it_there_is_nothing_to_check(string command)
    {
        File.WriteAllText(_place["empty.jsonl"], "\n\n");

        (await _place.RunAsync(command, "none.jsonl")).RequireLine(2, "none.jsonl cannot be read");
        (await _place.RunAsync(command, "empty.jsonl")).RequireOnly(2, "empty.jsonl has no certificates");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_cannot_be_read()
    {
        byte[] lines = [.. "{\"statement\":\""u8, 0xFF, .. "\"}\n"u8, .. """{"\ud800":1}"""u8, .. "\n"u8];
        File.WriteAllBytes(_place["bytes.jsonl"], lines);

        var run = await _place.RunAsync("verify", "bytes.jsonl");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("bytes.jsonl:1: is not UTF-8", run.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("bytes.jsonl:2: is not JSON: ", run.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_needs_no_native_library_of_torch()
    {
        await CertifyAsync();
        var copy = Directory.CreateDirectory(_place["copy"]).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            var name = Path.GetFileName(file);
            if (name is "smoothing" or "smoothing.dll" or "smoothing.deps.json" or "smoothing.runtimeconfig.json"
                || name.EndsWith(".dll", StringComparison.Ordinal))
                File.Copy(file, Path.Combine(copy, name));
        }

        Assert.Empty(Directory.EnumerateFiles(copy, "*.so*"));
        foreach (var command in new[] { "verify", "show" })
        {
            using var process = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo(Path.Combine(copy, "smoothing"), [command, Certificates])
                {
                    WorkingDirectory = _place.Folder,
                    RedirectStandardOutput = true,
                })!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
            Assert.Contains(Certificates, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Show_says_what_is_claimed_under_which_assumptions_and_what_is_not_shown()
    {
        await CertifyAsync();
        var run = await _place.RunAsync("show", Certificates);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] words =
        [
            "certificates.jsonl, line 1", "Claimed", "error probability at most 0.001", "l2: R = 0.", "linf: R = 0.",
            "neyman_pearson", "noise gaussian:0.25", "n = 1000 other draws", "clopper pearson at α = 0.001",
            "Under these assumptions", "Philox4x32-10 stands for randomness", "Not shown",
            "That the counts came from that model",
        ];
        var text = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(JointObjective.Equal, "equal limits, as large as possible")]
    [InlineData(JointObjective.Maximise, "the limit of l1 as large as possible")]
    [InlineData(JointObjective.Weighted, "weights l1 3, l3 0.5")]
    public async Task Show_says_that_the_limits_of_a_joint_region_hold_all_at_once(
        JointObjective objective, string words)
    {
        var question = new JointRegionQuestion { Objective = objective };
        if (objective == JointObjective.Maximise)
            question.MaximisedExponent = 1;
        if (objective == JointObjective.Weighted)
        {
            question.Weights.Add(new NormWeight { Norm = new() { Exponent = 1 }, Weight = 3 });
            question.Weights.Add(new NormWeight { Norm = new() { Exponent = 3 }, Weight = 0.5 });
        }

        var region = await WriteRegionAsync(question);
        var run = await _place.RunAsync("show", "joint.json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var text = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var limits = string.Join(
            ", ", region.Limits.Select(limit => $"l{limit.Norm.Exponent} below {Floored(limit.Radius)}"));
        Assert.Contains(
            "and for every input in a joint region, which is a set of perturbations and not a ball: those with, all at "
                + $"once, {limits} (", text, StringComparison.Ordinal);
        Assert.Contains(words, text, StringComparison.Ordinal);
        var balls = string.Join(", ", region.ContainedBalls.Select(ball =>
            $"l{(ball.Norm.Infinity ? "inf" : $"{ball.Norm.Exponent}")} R = {Floored(ball.Radius)}"));
        Assert.Contains($"contains these balls: {balls}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_does_not_repeat_claims_that_do_not_hold()
    {
        var line = (await CertifyAsync())[0];
        var row = JsonNode.Parse(line)!;
        var ball = row["certificate"]!["claims"]!["balls"]![0]!;
        ball["radius"] = 7.25;
        File.WriteAllText(_place["false.json"], row["certificate"]!.ToJsonString());

        var run = await _place.RunAsync("show", "false.json");

        Assert.Equal(6, run.ExitCode);
        Assert.Contains("THIS IS NOT VALID", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("7.25", run.Output, StringComparison.Ordinal);
    }

    private static string Floored(double radius) => Cli.Output.FlooredNumber.Text(radius);

    // What `certify` counted, certified again with a joint region.
    private async Task<JointRegion> WriteRegionAsync(JointRegionQuestion question)
    {
        var run = await _place.CertifyAsync(
            "linear_3.pt", "--noise", "generalized_gaussian:0.3:3", "--n", "1000", "--seed", "5", "--output", "run");
        Assert.Equal(0, run.ExitCode);
        var line = File.ReadAllLines(_place[Certificates])
            .First(line => line.Contains("\"claims\"", StringComparison.Ordinal));
        var counted = WireJsonReader.Read<Certificate>(
            JsonElement.Parse(line).GetProperty("certificate"), (field, words) => Assert.Fail($"{field}: {words}"))!;
        await using var host = CertifierHost.Create([], new EmbeddedHost());
        await host.StartAsync(TestContext.Current.CancellationToken);
        using var channel = SmoothingChannel.Open(host.GrpcEndpoint());
        var certified = await new CertifierService.CertifierServiceClient(channel).CertifyCountsAsync(
            new() { Evidence = counted.Evidence, ErrorProbability = 0.001, JointRegion = question },
            cancellationToken: TestContext.Current.CancellationToken);
        File.WriteAllText(_place["joint.json"], WireJson.Write(certified.Certificate));
        return Assert.Single(certified.Certificate.Claims.JointRegions);
    }

    private async Task<string[]> CertifyAsync()
    {
        var run = await _place.CertifyAsync("linear_3.pt", "--n", "1000", "--seed", "5", "--output", "run");
        Assert.Equal(0, run.ExitCode);
        // Certificates that claim balls come first.
        string[] lines =
        [
            .. File.ReadAllLines(_place[Certificates])
                .OrderByDescending(line => line.Contains("\"claims\"", StringComparison.Ordinal)),
        ];
        Assert.Contains("\"claims\"", lines[0], StringComparison.Ordinal);
        File.WriteAllLines(_place[Certificates], lines);
        return lines;
    }

    public void Dispose() => _place.Dispose();
}
