using Smoothing.Draws.Identity;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Tests;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("missing", "file")]
    [InlineData("truncated", "load")]
    [InlineData("not_torchscript", "load")]
    [InlineData("empty", "load")]
    [InlineData("state_dict", "load")]
    [InlineData("constant_2", "class_count")]
    [InlineData("wrong_rank", "output_shape")]
    [InlineData("batch_shape", "output_shape")]
    [InlineData("returns_tuple", "forward")]
    [InlineData("two_inputs", "forward")]
    [InlineData("train_mode_dropout", "eval_state")]
    [InlineData("train_mode_batch_norm", "eval_state")]
    [InlineData("default_dropout", "eval_state")]
    [InlineData("random", "repeatable")]
    [InlineData("counts_calls", "repeatable")]
    [InlineData("batch_mean", "independent")]
    [InlineData("batch_rank", "independent")]
    [InlineData("batch_cumulative", "independent")]
    [InlineData("batch_neighbours", "independent")]
    [InlineData("last_slot", "independent")]
    [InlineData("nan_outside", "out_of_range")]
    [InlineData("aborts_load_fpe", "process")]
    [InlineData("aborts_load_stack", "process")]
    [InlineData("aborts_forward_fpe", "process")]
    [InlineData("aborts_forward_stack", "process")]
    public async Task A_file_that_cannot_be_sampled_is_refused_by_the_check_that_says_why(string name, string check)
    {
        var refusal = await RefusalAsync(Fixtures.FileOf(name));
        Assert.Equal(check, refusal.Check);
        Assert.DoesNotContain(Fixtures.Folder, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linear_3")]
    [InlineData("throws_high")]
    [InlineData("slow_3")]
    [InlineData("scripted_in_train_mode")]
    public async Task A_model_that_is_what_its_manifest_says_passes(string name)
    {
        var report = await Fixtures.CheckAsync(name, Fixtures.Manifest(name, 3));
        Assert.Null(report.Refusal);
        Assert.Equal(Digest.Of(File.ReadAllBytes(Fixtures.FileOf(name))), report.Digest);
        Assert.Equal(
            ["manifest", "digest", "load", "eval_state", "forward", "output_type", "output_shape", "class_count",
                "finite", "repeatable", "independent", "out_of_range", "golden_output: NotRun"],
            report.Checks.Select(check =>
                check.Outcome == CheckOutcome.Passed ? check.Check : $"{check.Check}: {check.Outcome}"));
    }

    [Fact]
    public async Task A_model_whose_answers_depend_on_the_rest_of_the_batch_is_refused()
    {
        using var model = new Crafted("return (self).logits(torch.sub(x, torch.mean(x)), )");
        Assert.Equal("independent", (await RefusalAsync(model.File)).Check);
    }

    [Theory]
    [InlineData("x[i] with x[i xor 1]", "torch.flatten(torch.flip(torch.reshape(x, [8, 2, 1, 2, 2]), [1]), 0, 1)")]
    [InlineData("x[i] with x[i - 1]", "torch.roll(x, [1], [0])")]
    [InlineData("x[i] with x[i + 8]", "torch.roll(x, [8], [0])")]
    [InlineData("x[i] with the ones before", "torch.cumsum(x, 0)")]
    [InlineData("x[i] with the ones after", "torch.flip(torch.cumsum(torch.flip(x, [0]), 0), [0])")]
    [InlineData("x[0] with x[14]", "torch.cat([torch.slice(x, 0, 14, 15), torch.slice(x, 0, 1, 16)])")]
    public async Task A_model_that_computes_across_the_batch_is_refused(string how, string mixed)
    {
        using var model = new Crafted($"y = torch.add(x, {mixed})", "return (self).logits(y, )");
        var refusal = await RefusalAsync(model.File);
        Assert.True(refusal.Check == "independent", $"{how}: {refusal.Check}: {refusal.Message}");
    }

    [Fact]
    public async Task A_model_that_does_not_answer_is_ended_at_the_limit()
    {
        using var model = new Crafted(
            "y = x", "go = True", "while go:", "  y = torch.sin(y)", "return (self).logits(y, )");
        var refusal = await RefusalAsync(model.File, seconds: 3);
        Assert.Equal("probe", refusal.Check);
        Assert.Contains("within 3 s", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_may_print()
    {
        using var model = new Crafted("print(\"probe answer: {}\")", "return (self).logits(x, )");
        Assert.Null((await Fixtures.CheckAsync(model.File, Fixtures.Manifest("crafted", 3))).Refusal);
    }

    [Fact]
    public async Task A_model_that_prints_without_end_is_ended_before_it_fills_the_memory()
    {
        using var model = new Crafted(
            "go = True", "while go:", "  print(\"a line, again and again\")", "return (self).logits(x, )");
        var refusal = await RefusalAsync(model.File);
        Assert.Equal("probe", refusal.Check);
        Assert.Contains("prints more than", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_refused_is_not_recorded() => Assert.Equal(
        "repeatable",
        (await Assert.ThrowsAsync<ModelException>(() => Fixtures.Prober().RecordAsync(
            Fixtures.FileOf("random"), Fixtures.Manifest("random", 3), TestContext.Current.CancellationToken))).Check);

    [Fact]
    public async Task A_program_that_is_not_there_is_a_refusal_and_no_crash()
    {
        var program = Fixtures.Program + ".none";
        var prober = new ModelProber(program, "cpu", TimeSpan.FromSeconds(9));
        var refusal = await RefusalAsync(Fixtures.FileOf("linear_3"), prober);
        Assert.Equal("probe", refusal.Check);
        Assert.DoesNotContain(AppContext.BaseDirectory, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(program, refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_is_not_there_is_named()
    {
        var prober = new ModelProber(Fixtures.Program, "cuda:99", TimeSpan.FromSeconds(60));
        var refusal = await RefusalAsync(Fixtures.FileOf("linear_3"), prober);
        Assert.Equal("device", refusal.Check);
    }

    [Fact]
    public async Task Cancelling_a_probe_is_no_refusal()
    {
        using var cancelled = new CancellationTokenSource();
        var look = Fixtures.Prober().CheckAsync(
            Fixtures.FileOf("linear_3"), Fixtures.Manifest("linear_3", 3), cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look);
    }

    [Fact]
    public async Task The_shapes_that_a_model_takes_are_found()
    {
        var found = await Fixtures.Prober().FindShapesAsync(
            Fixtures.FileOf("linear_3"), [[1, 1, 1], [1, 2, 2], [1, 1, 3], [4]], TestContext.Current.CancellationToken);
        Assert.Equal(["1,2,2: 3", "4: 3"], found.Select(f => $"{string.Join(',', f.Shape)}: {f.Classes}"));
    }

    [Fact]
    public async Task A_model_that_takes_no_common_shape_is_refused_with_what_was_tried()
    {
        var refusal = await Assert.ThrowsAsync<ModelException>(() => Fixtures.Prober().FindShapesAsync(
            Fixtures.FileOf("two_inputs"), null, TestContext.Current.CancellationToken));
        Assert.Equal("forward", refusal.Check);
        Assert.Contains("1,28,28; 1,32,32", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<ModelException> RefusalAsync(string file, double seconds = 60) =>
        RefusalAsync(file, Fixtures.Prober(seconds));

    private static async Task<ModelException> RefusalAsync(string file, ModelProber prober)
    {
        var report = await prober.CheckAsync(
            file, Fixtures.Manifest("model", 3), TestContext.Current.CancellationToken);
        Assert.NotNull(report.Refusal);
        return report.Refusal;
    }
}
