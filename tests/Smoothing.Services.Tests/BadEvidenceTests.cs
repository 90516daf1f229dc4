using Google.Protobuf;
using Grpc.Core;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

public sealed class BadEvidenceTests(SharedServices shared) : ServicesTest(shared)
{
    private const string Counts = "evidence.estimation[0].counts[0]", Source = "evidence.estimation[0].source";

    public static TheoryData<string, Action<CertifyCountsRequest>> Cases { get; } = new()
    {
        { "evidence: is missing", r => r.Evidence = null },
        { "evidence.selection: is empty", r => r.Evidence.Selection.Clear() },
        { "evidence.estimation: is empty", r => r.Evidence.Estimation.Clear() },
        { "evidence.estimation[0].counts: is empty", r => r.Evidence.Estimation[0].Counts.Clear() },
        { $"{Source}: is missing", r => r.Evidence.Estimation[0].Source = null },
        { "error_probability: 0 is not in [1e-12, 0.5]", r => r.ErrorProbability = 0 },
        { "error_probability: -0.1 is not in [1e-12, 0.5]", r => r.ErrorProbability = -0.1 },
        { "error_probability: 9.999999999999998E-13 is not in [1e-12, 0.5]",
            r => r.ErrorProbability = Math.BitDecrement(1e-12) },
        { "error_probability: 0.5000000000000001 is not in [1e-12, 0.5]",
            r => r.ErrorProbability = Math.BitIncrement(0.5) },
        { "error_probability: NaN is not in [1e-12, 0.5]", r => r.ErrorProbability = double.NaN },
        { "error_probability: Infinity is not in [1e-12, 0.5]", r => r.ErrorProbability = double.PositiveInfinity },
        { "interval: 77 is not one of clopper_pearson, split, bonferroni, hoeffding, anytime, checkpointed",
            r => r.Interval = (IntervalMethod)77 },
        { "hoeffding_bounds: is for INTERVAL_METHOD_HOEFFDING only", r => r.HoeffdingBounds = 2 },
        { "hoeffding_bounds: 0 is not in [1, 1048576]",
            r => (r.Interval, r.HoeffdingBounds) = (IntervalMethod.Hoeffding, 0) },
        { "hoeffding_bounds: 1048577 is not in [1, 1048576]",
            r => (r.Interval, r.HoeffdingBounds) = (IntervalMethod.Hoeffding, 1048577) },
        { "checkpoints: is for INTERVAL_METHOD_CHECKPOINTED only", r => r.Checkpoints = Scheduled(200) },
        { "checkpoints: is missing", r => r.Interval = IntervalMethod.Checkpointed },
        { "checkpoints.schedule: must have 1 to 64 checkpoints", r => Checkpointed(r, []) },
        { "checkpoints.schedule: must have 1 to 64 checkpoints",
            r => Checkpointed(r, [.. Enumerable.Range(136, 65).Select(n => (long)n)]) },
        { "checkpoints.schedule: has no checkpoint at 200, the number of estimation draws",
            r => Checkpointed(r, [199, 201]) },
        { "checkpoints.schedule[1]: 200 is not in [201, 100000000]", r => Checkpointed(r, [200, 200]) },
        { "checkpoints.schedule[0]: 0 is not in [1, 100000000]", r => Checkpointed(r, [0, 200]) },
        { "checkpoints.schedule[1]: 100000001 is not in [201, 100000000]",
            r => Checkpointed(r, [200, 100_000_001]) },
        { "checkpoints.target_radius: NaN is not a finite number from 0 on",
            r => Checkpointed(r, [200], double.NaN) },
        { "checkpoints.target_radius: -1 is not a finite number from 0 on", r => Checkpointed(r, [200], -1) },
        { $"{Counts}.range: is missing", r => Estimation(r).Range = null },
        { $"{Counts}.range.first: -1 is not in [0, 2^32)", r => Estimation(r).Range.First = -1 },
        { $"{Counts}.range.count: 0 is not in [1, 4294967264]",
            r => (Estimation(r).Range.Count, Estimation(r).Unusable) = (0, 0) },
        { $"{Counts}.range.count: 9223372036854775807 is not in [1, 4294967264]",
            r => Estimation(r).Range.Count = long.MaxValue },
        { $"{Counts}.unusable: -1 is not in [0, 200]", r => Estimation(r).Unusable = -1 },
        { $"{Counts}.unusable: 201 is not in [0, 200]", r => Estimation(r).Unusable = 201 },
        { $"{Counts}.counts[0].class: -1 is not in [0, 3)", r => Estimation(r).Counts[0].Class = -1 },
        { $"{Counts}.counts[1].class: 3 is not in [0, 3)", r => Estimation(r).Counts[1].Class = 3 },
        { $"{Counts}.counts[1].class: 0 occurs twice", r => Estimation(r).Counts[1].Class = 0 },
        { $"{Counts}.counts[0].count: -5 is not in [1, 200]", r => Estimation(r).Counts[0].Count = -5 },
        { $"{Counts}.counts[0].count: 0 is not in [1, 200]", r => Estimation(r).Counts[0].Count = 0 },
        { $"{Counts}.counts[0].count: 201 is not in [1, 200]", r => Estimation(r).Counts[0].Count = 201 },
        { $"{Counts}.counts[0].count: 9223372036854775807 is not in [1, 200]",
            r => Estimation(r).Counts[0].Count = long.MaxValue },
        { $"{Counts}.counts: and unusable add up to 201; the range has 200 draws",
            r => Estimation(r).Counts[1].Count++ },
        { $"evidence.estimation[0].counts[1].range: [231, 431) overlaps {Counts}.range, [32, 232)",
            r => r.Evidence.Estimation[0].Counts.Add(At(Estimation(r), 231)) },
        { $"evidence.estimation[1].counts[0].range: [32, 232) overlaps {Counts}.range, [32, 232)",
            r => r.Evidence.Estimation.Add(r.Evidence.Estimation[0]) },
        { $"{Counts}.range: [19, 219) overlaps evidence.selection[0].counts[0].range, [0, 20)",
            r => Estimation(r).Range.First = 19 },
        { $"evidence.selection[0].source.model: differs from {Source}.model", r => Selection(r).Model += "x" },
        { $"evidence.selection[0].source.model_sha256: differs from {Source}.model_sha256",
            r => Selection(r).ModelSha256 = ByteString.CopyFrom(new byte[32]) },
        { $"evidence.selection[0].source.noise: differs from {Source}.noise",
            r => Selection(r).Noise = new() { Gaussian = new() { StandardDeviation = 0.5 } } },
        { $"evidence.selection[0].source.fingerprint: differs from {Source}.fingerprint",
            r => Selection(r).Fingerprint.InstructionSet = "abacus" },
        { $"evidence.selection[0].source.seed: differs from {Source}.seed",
            r => Selection(r).Seed = ByteString.CopyFrom(new byte[16]) },
        { $"{Source}.run_seed: has 15 bytes; it must have 16",
            r => r.Evidence.Estimation[0].Source.RunSeed = ByteString.CopyFrom(new byte[15]) },
        { $"{Source}.seed: 00000000000000000000000000000000 does not derive from run_seed and input_sha256",
            r => Both(r, source => source.Seed = ByteString.CopyFrom(new byte[16])) },
        { $"{Source}.noise: is missing", r => Both(r, source => source.Noise = null) },
        { $"{Source}.noise.laplace.scale: is 0; it must be finite and above 0",
            r => Both(r, source => source.Noise = new() { Laplace = new() }) },
        { $"{Source}.noise.generalized_gaussian.shape: is 0.5; it must be ",
            r => Both(r, source => source.Noise = new() { GeneralizedGaussian = new() { Scale = 1, Shape = 0.5 } }) },
        { $"{Source}.grid: is missing", r => Both(r, source => source.Grid = null) },
        { $"{Source}.grid.origin: is missing", r => Both(r, source => source.Grid.Origin = null) },
        { $"{Source}.grid.step: 1/0 is not a fraction", r => Both(r, source => source.Grid.Step.Denominator = 0) },
        { $"{Source}.grid.step: -1/255 is not above 0", r => Both(r, source => source.Grid.Step.Numerator = -1) },
        { $"{Source}.grid.step: 1/2147483648 is not above the spacing of binary32 at the ends of the levels",
            r => Both(r, source =>
                (source.Grid.Origin.Numerator, source.Grid.Step.Denominator) = (1, 1L << 31)) },
        { $"{Source}.grid.min_level: -32769 is not in [-32768, 32767]",
            r => Both(r, source => source.Grid.MinLevel = -32769) },
        { $"{Source}.grid.max_level: 32768 is not in [0, 32767]",
            r => Both(r, source => source.Grid.MaxLevel = 32768) },
        { "norms[0]: exponent 0.5 is not in [1, 64] or infinity; for gaussian:",
            r => r.Norms.Add(new Norm { Exponent = 0.5 }) },
        { "norms[0]: exponent 65 is not in [1, 64] or infinity", r => r.Norms.Add(new Norm { Exponent = 65 }) },
        { "norms[0]: a norm without an exponent is not in [1, 64] or infinity", r => r.Norms.Add(new Norm()) },
        { "norms[0]: infinity = false is not in [1, 64] or infinity",
            r => r.Norms.Add(new Norm { Infinity = false }) },
        { "norms[1]: 2 is there twice",
            r => r.Norms.Add([new Norm { Exponent = 2 }, new Norm { Exponent = 2 }]) },
        { "norms: has 17 norms; at most 16 are allowed",
            r => r.Norms.Add(Enumerable.Range(1, 17).Select(p => new Norm { Exponent = p })) },
        { $"{Source}.slack: 0 is not the slack", r => Both(r, source => source.Slack = 0) },
        { $"{Source}.generator: \"dice\" is not", r => Both(r, source => source.Generator = "dice") },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Bad_evidence_is_named_with_its_value_and_its_range(
        string violation, Action<CertifyCountsRequest> change)
    {
        var request = await RequestAsync();
        change(request);

        var violations = (await RefusalAsync(request)).Violations();

        Assert.Contains(violations, one => one.StartsWith(violation, StringComparison.Ordinal));
        // What is wrong in both samples is said of both, and nothing else is said.
        Assert.All(violations, one => Assert.EndsWith(
            violation.Split(": ")[0].Split('.')[^1], one.Split(": ")[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_bad_numbers_are_named_at_once()
    {
        var request = await RequestAsync();
        request.ErrorProbability = double.NaN;
        Estimation(request).Counts[0].Count = -1;
        Estimation(request).Counts[1].Class = 9;
        request.Evidence.Selection[0].Source.Classes = 1;

        Assert.Equal(
            ["error_probability", "evidence.selection[0].source.classes", $"{Counts}.counts[0].count",
                $"{Counts}.counts[1].class"],
            (await RefusalAsync(request)).Violations().Select(one => one.Split(": ")[0]));
    }

    [Fact]
    public async Task All_that_does_not_fit_together_is_named_at_once()
    {
        var request = await RequestAsync();
        request.ErrorProbability = 1;
        Estimation(request).Range.First = 0;
        Selection(request).ModelVersion = "2";
        Selection(request).Seed = Selection(request).RunSeed;

        Assert.Equal(
            ["error_probability", $"{Counts}.range", "evidence.selection[0].source.model_version",
                "evidence.selection[0].source.seed"],
            (await RefusalAsync(request)).Violations().Select(one => one.Split(": ")[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(0.5)]
    public async Task Both_ends_of_the_error_probability_are_allowed(double error)
    {
        var request = await RequestAsync();
        request.ErrorProbability = error;

        var response = await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled);

        Assert.Equal(error, response.Certificate.Bounds.ErrorProbability);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_batch_has_one_to_a_thousand_items(int items)
    {
        var request = new BatchCertifyCountsRequest();
        request.Items.AddRange(Enumerable.Range(0, items).Select(_ => new CertifyCountsRequest()));

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await Certifier.BatchCertifyCountsAsync(request, cancellationToken: Cancelled));

        Assert.Equal([$"items: has {items} items; it must have 1 to 1000"], error.Violations());
    }

    [Fact]
    public async Task Evidence_that_would_fill_the_memory_is_refused()
    {
        var request = await RequestAsync();
        Both(request, source => source.Classes = 1 << 20);
        var one = new ClassCounts { Range = new() { Count = 1 }, Unusable = 1 };
        request.Evidence.Estimation[0].Counts.Add(Enumerable.Range(300, 50_000).Select(first => At(one, first)));

        var violation = Assert.Single((await RefusalAsync(request)).Violations());

        Assert.StartsWith("evidence: holds ", violation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_is_RESOURCE_EXHAUSTED()
    {
        Shared.CertifierLogs.Expect("ErrorReadingMessage");
        var request = await RequestAsync();
        Selection(request).ModelVersion = new string('x', 5 * 1024 * 1024);

        Assert.Equal(StatusCode.ResourceExhausted, (await RefusalAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_batch_holds_a_bounded_number_of_classes_times_ranges()
    {
        var item = await RequestAsync();
        Both(item, source => source.Classes = 1 << 20);
        var request = new BatchCertifyCountsRequest();
        request.Items.AddRange(Enumerable.Repeat(item, 9));

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await Certifier.BatchCertifyCountsAsync(request, cancellationToken: Cancelled));

        var violation = Assert.Single(error.Violations());
        Assert.StartsWith("items: hold 18874368 numbers, classes times ranges", violation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_none_is_a_finding_and_no_error()
    {
        var response = await Certifier.VerifyCertificateAsync(
            new() { Certificate = new() }, cancellationToken: Cancelled);

        Assert.False(response.Valid);
        Assert.Equal(
            ["format_version", "evidence", "evidence_sha256", "outcome"],
            response.Findings.Select(finding => finding.Field));
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await Certifier.VerifyCertificateAsync(new(), cancellationToken: Cancelled));
        Assert.Equal(["certificate: is missing"], error.Violations());
    }

    [Fact]
    public async Task More_balls_than_a_certificate_can_have_are_one_finding()
    {
        var issued = await Certifier.CertifyCountsAsync(await RequestAsync(), cancellationToken: Cancelled);
        var certificate = issued.Certificate;
        certificate.Claims.Balls.Add(Enumerable.Repeat(new Ball(), 100_000));

        var response = await Certifier.VerifyCertificateAsync(
            new() { Certificate = certificate }, cancellationToken: Cancelled);

        Assert.False(response.Valid);
        var finding = Assert.Single(response.Findings);
        Assert.Equal("claims.balls", finding.Field);
        Assert.Matches(@"^has \d+ balls; at most \d+ are allowed$", finding.Description);
    }

    private static ClassCounts Estimation(CertifyCountsRequest request) => request.Evidence.Estimation[0].Counts[0];

    private static SampleSource Selection(CertifyCountsRequest request) => request.Evidence.Selection[0].Source;

    private static ClassCounts At(ClassCounts counts, long first)
    {
        var moved = counts.Clone();
        moved.Range.First = first;
        return moved;
    }

    private static void Checkpointed(CertifyCountsRequest request, long[] schedule, double radius = 0.5)
    {
        request.Interval = IntervalMethod.Checkpointed;
        request.Checkpoints = Scheduled(schedule);
        request.Checkpoints.TargetRadius = radius;
    }

    private static Checkpoints Scheduled(params long[] schedule) => new() { Schedule = { schedule } };

    private static void Both(CertifyCountsRequest request, Action<SampleSource> change)
    {
        change(request.Evidence.Selection[0].Source);
        change(request.Evidence.Estimation[0].Source);
    }

    /// <summary>20 selection draws and 200 estimation draws, both with all three classes.</summary>
    private async Task<CertifyCountsRequest> RequestAsync() => new()
    {
        Evidence = new()
        {
            Selection = { await Reader.CountAsync(Requests.Counts("linear_3", 0, 20), null, Cancelled) },
            Estimation = { await Reader.CountAsync(Requests.Counts("linear_3", 32, 200), null, Cancelled) },
        },
        ErrorProbability = 0.001,
    };

    private Task<RpcException> RefusalAsync(CertifyCountsRequest request) => Assert.ThrowsAsync<RpcException>(
        async () => await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled));
}
