using Smoothing.Cli.Embedding;
using Smoothing.Cli.Output;
using Smoothing.Data;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Tables;
using Smoothing.Sampler;
using Smoothing.Sampling;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Training;

namespace Smoothing.Cli.Training;

/// <summary>A run of `smoothing train`: checks what is given, trains, checks the model, writes its manifest.</summary>
internal static class TrainJob
{
    private const int Colours = 3;

    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(120);

    /// <summary>Trains.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">It cannot.</exception>
    public static async Task<int> RunAsync(TrainRequest request, CancellationToken cancellation)
    {
        Require(FaultsOf(request));
        using var data = LabelledImages.Open("--labels", request.Data, request.DataOptions);
        using var validation = request.Validation is { } file
            ? LabelledImages.Open(
                "--validation-labels", file, request.DataOptions with { Labels = request.ValidationLabels })
            : null;
        if (request.Skeleton.Shape is { } shape && shape != data.Shape)
            throw OtherImages(request, data, shape);
        var classes = await ClassesAsync(request, data, cancellation);
        Require(FaultsOf(request, data, validation, classes));
        try
        {
            var settings = request.Settings with { Threads = ThreadsOf(request) };
            return await TrainAsync(request, settings, data, validation, classes, cancellation);
        }
        catch (CheckpointException exception)
        {
            var faults = exception.Faults.Select(fault => $"--resume: {request.Output.Checkpoint}: {fault}");
            throw new CommandException(ExitCode.Usage, string.Join(Environment.NewLine, faults), exception);
        }
        catch (ModelException exception)
        {
            var kept = File.Exists(request.Output.Checkpoint)
                ? $"; {request.Output.Checkpoint} holds the last epoch"
                : "";
            throw Refused(request.Skeleton.Given, exception, kept);
        }
        catch (Exception exception) when (exception is ImageFileException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, exception.Message, exception);
        }
    }

    private static async Task<int> TrainAsync(
        TrainRequest request, TrainingSettings settings, LabelledImages data, LabelledImages? validation, int classes,
        CancellationToken cancellation)
    {
        int[] shape = [data.Shape.Channels, data.Shape.Height, data.Shape.Width];
        var output = request.Output;
        var job = new TrainingJob(
            request.Skeleton.Path, [.. shape], classes, data, validation, settings, output.Candidate,
            output.Checkpoint, request.Resume);
        await Console.Error.WriteLineAsync(
            $"{request.Skeleton.Given} on {data.Count} images of {data.Name}, noise {settings.Law}, seed "
                + $"{settings.Seed.ToNumber()}, {settings.Threads} threads");
        IEpochRows rows = request.Json ? new JsonEpochs(Console.Out) : new TsvEpochs(Console.Out);
        TrainingPosition end;
        using (var line = new StatusLine(Console.Error, !Console.IsErrorRedirected, TimeProvider.System))
        {
            var progress = new TrainProgress(line, rows, settings.Epochs, TimeProvider.System);
            end = await Trainer.RunAsync(job, progress, TimeProvider.System, cancellation);
        }

        if (end.Epoch < settings.Epochs)
        {
            await Console.Error.WriteLineAsync(
                $"interrupted after {end.Batch} batches of epoch {end.Epoch + 1}: {output.Checkpoint} keeps the state, "
                    + "--resume goes on with it");
            return ExitCode.Interrupted;
        }

        var manifest = new ModelManifest(
            ModelName.Of(output.Model), "1", [.. shape], Layout.Chw, Grid.EightBit, classes, data.NamesOf(classes),
            ModelManifest.DefaultTileSize, Precision.Binary32);
        await PublishAsync(output, manifest, cancellation);
        await Console.Error.WriteLineAsync(
            $"{output.Model} is the model, {output.Manifest} its manifest: "
                + $"smoothing certify --model {output.Model} --noise {settings.Law} --data …");
        return ExitCode.Ok;
    }

    /// <summary>Gives the model its name after the checks that the sampler makes.</summary>
    private static async Task PublishAsync(
        TrainOutput output, ModelManifest manifest, CancellationToken cancellation)
    {
        try
        {
            manifest = await SamplerHost.Prober("cpu", ProbeLimit)
                .RecordAsync(output.Candidate, manifest, cancellation);
            await File.WriteAllTextAsync(output.Manifest, ManifestJson.Write(manifest), cancellation);
            File.Move(output.Candidate, output.Model, overwrite: true);
            File.Delete(output.Checkpoint);
        }
        finally
        {
            File.Delete(output.Candidate);
        }
    }

    private static IEnumerable<string> FaultsOf(TrainRequest request)
    {
        if (!File.Exists(request.Skeleton.Path))
        {
            yield return $"--skeleton: {request.Skeleton.Given} is no file, and not one of "
                + string.Join(", ", SkeletonFile.Shipped.Keys);
        }

        if (!GridNoise.Covers(request.Settings.Law, Grid.EightBit))
        {
            var step = 1.0 / (Grid.EightBit.Levels - 1);
            yield return FormattableString.Invariant(
                $"--noise: a standard deviation of {request.Settings.Law.StandardDeviation} is not in ")
                + FormattableString.Invariant(
                    $"[{GridNoise.MinSteps * step:0.##E-00}, {GridNoise.MaxSteps * step:0.##}]");
        }

        foreach (var fault in request.Output.Faults(request.Resume, request.Force))
            yield return fault;
    }

    private static IEnumerable<string> FaultsOf(
        TrainRequest request, LabelledImages data, LabelledImages? validation, int classes)
    {
        if (request.Classes is { } expected && expected != classes)
            yield return $"--classes: {expected} were asked for; {request.Skeleton.Given} has {classes}";
        if ((long)request.Settings.Epochs * data.Count > DrawRange.Limit)
        {
            yield return $"--epochs: {request.Settings.Epochs} is not in [1, {DrawRange.Limit / data.Count}]: a run "
                + "has 2^32 noisy copies";
        }

        if (validation is not null && validation.Shape != data.Shape)
        {
            yield return $"--validation: {validation.Name} holds images of {validation.Shape}, {data.Name} of "
                + data.Shape;
        }

        foreach (var fault in data.Faults(classes).Concat(validation?.Faults(classes) ?? []))
            yield return fault;
    }

    /// <summary>Looks at the skeleton in a process of its own: some files end the process that loads them.</summary>
    private static async Task<int> ClassesAsync(
        TrainRequest request, LabelledImages data, CancellationToken cancellation)
    {
        try
        {
            // A normalisation by channel spreads one channel over all of its own: what takes three is made for three.
            int[][] shapes = [.. ShapesLike(data.Shape).Select(one => (int[])[one.Channels, one.Height, one.Width])];
            var found = await SamplerHost.Prober("cpu", ProbeLimit).FindShapesAsync(
                request.Skeleton.Path, shapes, cancellation);
            return found[^1].Shape[0] == data.Shape.Channels
                ? found[^1].Classes
                : throw OtherImages(request, data, data.Shape with { Channels = found[^1].Shape[0] });
        }
        catch (ModelException exception)
        {
            throw Refused(request.Skeleton.Given, exception, "");
        }
    }

    private static ImageShape[] ShapesLike(ImageShape shape) =>
        shape.Channels == 1 ? [shape, shape with { Channels = Colours }] : [shape];

    private static CommandException OtherImages(TrainRequest request, LabelledImages data, ImageShape shape) => new(
        ExitCode.Usage,
        $"--data: {data.Name} holds images of {data.Shape}; {request.Skeleton.Given} takes {shape}");

    private static int ThreadsOf(TrainRequest request) => request.Threads
        ?? (request.Resume ? Trainer.ThreadsOf(request.Output.Checkpoint) : request.Settings.Threads);

    private static CommandException Refused(string skeleton, ModelException exception, string kept) => new(
        ExitCode.ModelRefused,
        $"--skeleton: {skeleton} was refused by the check {exception.Check}: {exception.Message}{kept}", exception);

    private static void Require(IEnumerable<string> faults)
    {
        string[] all = [.. faults];
        if (all.Length > 0)
            throw new CommandException(ExitCode.Usage, string.Join(Environment.NewLine, all));
    }
}
