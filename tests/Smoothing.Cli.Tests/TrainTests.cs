using System.Text.Json;

namespace Smoothing.Cli.Tests;

/// <summary>`smoothing train`.</summary>
public sealed class TrainTests : IDisposable
{
    private const string Header = "epoch\tloss\taccuracy\tvalidation_clean\tvalidation_noisy\tlearning_rate\tseconds";

    private readonly Workplace _place = new();

    public TrainTests()
    {
        _place.AddFile("skeleton_3");
        _place.AddImages(Workplace.Inputs);
    }

    [Fact]
    public async Task The_model_that_it_writes_is_certified_at_once()
    {
        var run = await TrainAsync("--epochs", "2", "--validation", Workplace.Data, "--classes", "3");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Header, run.Lines[0]);
        Assert.Equal(["1", "2"], run.Lines[1..].Select(line => line.Split('\t')[0]));
        Assert.All(run.Lines[1..], line => Assert.DoesNotContain("-\t", line, StringComparison.Ordinal));
        Assert.StartsWith($"{_place["model.pt"]} is the model", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Equal(
            ["model.json", "model.pt"],
            Directory.GetFiles(_place.Folder, "model*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var certified = await _place.CertifyAsync("model.pt", "--n", "64", "--limit", "2");
        Assert.Equal(0, certified.ExitCode);
        Assert.Equal(3, certified.Lines.Length);
    }

    [Fact]
    public async Task One_command_gives_one_model_and_rows_may_be_json()
    {
        var run = await TrainAsync("--epochs", "2", "--json", "--threads", "1");
        var bytes = await File.ReadAllBytesAsync(_place["model.pt"], TestContext.Current.CancellationToken);
        var epochs = run.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([1, 2], epochs.Select(epoch => epoch.GetProperty("epoch").GetInt32()));
        Assert.All(epochs, epoch => Assert.True(epoch.GetProperty("loss").GetDouble() > 0));
        Assert.All(epochs, epoch => Assert.False(epoch.TryGetProperty("validation_clean", out _)));

        Assert.Equal(0, (await TrainAsync("--epochs", "2", "--force", "--threads", "1")).ExitCode);
        Assert.Equal(
            bytes, await File.ReadAllBytesAsync(_place["model.pt"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_option_that_is_wrong_is_told_at_once()
    {
        var run = await _place.RunAsync(
            "train", "--skeleton", "skeleton_3.pt", "--data", Workplace.Data, "--output", "model.onnx",
            "--validation-labels", "x", "--noise", "gaussian:0", "--epochs", "0", "--batch", "0", "--learning-rate",
            "0", "--optimizer", "lion", "--weight-decay", "-1", "--schedule", "no", "--augment", "mixup", "--classes",
            "1", "--seed", "-1", "--threads", "0", "--resume", "--force");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(
            ["--augment", "--batch", "--classes", "--epochs", "--learning-rate", "--noise", "--optimizer", "--output",
                "--resume", "--schedule", "--seed", "--threads", "--validation-labels", "--weight-decay"],
            run.ErrorLines.Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.Contains("--optimizer: lion is not one of adam, sgd", run.ErrorLines);
        Assert.Contains("--augment: mixup is not one of none, flip, crop-flip", run.ErrorLines);
        Assert.Contains("--output: model.onnx is not a name that ends in .pt", run.ErrorLines);
    }

    [Fact]
    public async Task All_that_hinders_a_run_is_told_at_once()
    {
        File.WriteAllText(_place["model.pt"], "mine");
        File.WriteAllText(_place["model.json"], "mine");
        File.WriteAllText(_place["model.pt.checkpoint"], "mine");

        (await _place.RunAsync(
            "train", "--skeleton", "none.pt", "--data", Workplace.Data, "--noise", "gaussian:100", "--output",
            "model.pt")).RequireOnly(
            2,
            "--skeleton: none.pt is no file, and not one of cnn_28x28, resnet20_32x32",
            "--noise: a standard deviation of 100 is not in [3.83E-06, 4.02]",
            $"--output: {_place["model.pt"]} exists; --force replaces it",
            $"--output: {_place["model.json"]} exists; --force replaces it",
            $"--output: {_place["model.pt.checkpoint"]} is there from a run that did not end; --resume goes on with "
                + "it, --force begins anew");
        Assert.Equal("mine", File.ReadAllText(_place["model.pt"]));
    }

    [Fact]
    public async Task What_does_not_fit_the_skeleton_is_told_at_once()
    {
        _place.AddImages(8, largestLabel: 4);

        (await TrainAsync("--classes", "5", "--validation", Workplace.Data)).RequireOnly(
            2,
            "--classes: 5 were asked for; skeleton_3.pt has 3",
            $"{Workplace.Data}: image 3 has label 3; the skeleton has the classes 0 to 2",
            $"{Workplace.Data}: image 3 has label 3; the skeleton has the classes 0 to 2");
    }

    [Fact]
    public async Task Images_without_labels_are_refused()
    {
        File.Delete(_place[Workplace.LabelFile]);
        (await TrainAsync()).RequireLine(2, $"{Workplace.Data} has no labels; name them with --labels");
    }

    [Fact]
    public async Task A_shipped_skeleton_takes_images_of_its_shape_only() =>
        (await _place.RunAsync(
            "train", "--skeleton", "resnet20_32x32", "--data", Workplace.Data, "--output", "model.pt")).RequireOnly(
            2, $"--data: {Workplace.Data} holds images of 1x2x2; resnet20_32x32 takes 3x32x32");

    [Fact]
    public async Task A_skeleton_of_three_channels_does_not_take_one()
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "Skeletons", "resnet20_32x32.pt");
        (await _place.RunAsync(
            "train", "--skeleton", shipped, "--data", Workplace.Data, "--output", "model.pt")).RequireOnly(
            2, $"--data: {Workplace.Data} holds images of 1x2x2; {shipped} takes 3x2x2");
    }

    [Theory]
    [InlineData("wrong_rank.pt", "output_shape")]
    [InlineData("aborts_load_fpe.pt", "process")]
    [InlineData("train_mode_dropout.pt", "eval_state")]
    public async Task A_skeleton_that_cannot_be_trained_on_the_images_is_refused(string skeleton, string check)
    {
        _place.AddFile(Path.GetFileNameWithoutExtension(skeleton));
        var run = await _place.RunAsync(
            "train", "--skeleton", skeleton, "--data", Workplace.Data, "--output", "model.pt");
        run.RequireLine(3, $"--skeleton: {skeleton} was refused by the check {check}: ");
    }

    [Fact]
    public async Task An_interrupted_run_keeps_its_state_and_goes_on_with_the_same_settings_only()
    {
        string[] endless = ["--epochs", "100000", "--threads", "1"];
        var epochs = await InterruptAsync(endless);
        Assert.False(File.Exists(_place["model.pt"]));

        (await TrainAsync("--epochs", "7", "--threads", "1")).RequireLine(2, "model.pt.checkpoint", "--resume");
        var other = await TrainAsync("--epochs", "7", "--batch", "2", "--resume");
        Assert.Equal(2, other.ExitCode);
        var checkpoint = $"--resume: {_place["model.pt.checkpoint"]}: ";
        Assert.Equal(
            [$"{checkpoint}batch is 2, that of the checkpoint is 128",
                $"{checkpoint}epochs is 7, that of the checkpoint is 100000"],
            other.ErrorLines[1..]);

        Assert.InRange((await InterruptAsync([.. endless, "--resume"]))[0], epochs[^1] + 1, epochs[^1] + 2);
    }

    [Fact]
    public async Task Nothing_to_resume_is_told() =>
        (await TrainAsync("--resume")).RequireOnly(
            2, $"--resume: there is no checkpoint {_place["model.pt.checkpoint"]}");

    public void Dispose() => _place.Dispose();

    private Task<ToolResult> TrainAsync(params string[] arguments) => _place.RunAsync(Arguments(arguments));

    private static string[] Arguments(string[] arguments) =>
        ["train", "--skeleton", "skeleton_3.pt", "--data", Workplace.Data, "--output", "model.pt", .. arguments];

    /// <summary>Ends a run after its first epoch.</summary>
    /// <returns>The epochs that it told.</returns>
    private async Task<int[]> InterruptAsync(string[] arguments)
    {
        using var run = Tool.Start(_place.Folder, Arguments(arguments));
        Assert.Equal(Header, await run.LineAsync());
        var first = await run.LineAsync();
        run.Signal(Tool.Interrupt);
        var end = await run.EndAsync();
        Assert.Equal(130, end.ExitCode);
        Assert.StartsWith("interrupted after ", end.ErrorLines[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(_place["model.pt.checkpoint"]));
        return [.. end.Lines.Prepend(first).Select(line => int.Parse(line.Split('\t')[0], Culture))];
    }

    private static System.Globalization.CultureInfo Culture => System.Globalization.CultureInfo.InvariantCulture;
}
