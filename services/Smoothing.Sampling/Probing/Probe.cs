using System.Text.Json;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;
using TorchSharp;

namespace Smoothing.Sampling.Probing;

/// <summary>The child's part of a probe: loads a file and runs it a few times, which may end the process.</summary>
public static class Probe
{
    /// <summary>First argument of a process that is a probe.</summary>
    public const string Argument = "probe-model";

    private const int SmallBatch = 2;

    /// <summary>Reads a request from standard input, writes the answer to standard output.</summary>
    /// <returns>The exit code, 0.</returns>
    public static async Task<int> RunAsync()
    {
        var request = JsonSerializer.Deserialize(await Console.In.ReadToEndAsync(), ProbeJson.Default.ProbeRequest)
            ?? throw new InvalidOperationException("no request");
        var answer = await TorchThread.RunAsync(() => Answer(request), TorchThread.ProbeStackBytes);
        var json = JsonSerializer.Serialize(answer, ProbeJson.Default.ProbeAnswer);
        await Console.Out.WriteAsync($"\n{request.Mark}{json}\n");
        return 0;
    }

    private static ProbeAnswer Answer(ProbeRequest request)
    {
        var (checks, answer) = (new CheckList(), new ProbeAnswer(null, []));
        try
        {
            var (device, kind) = TorchRuntime.Prepare(request.Device);
            var bytes = File.ReadAllBytes(request.File);
            answer = answer with { Sha256 = Digest.Of(bytes).ToString() };
            if (request.WantsSpeed)
            {
                return answer with
                {
                    Speeds = new SpeedTrial(bytes, device, ReadManifest(request.Manifest!), request.Wishes).Run(),
                };
            }

            // What it is run in is written in its manifest, which is looked at below.
            var manifest = request.Manifest is null ? null : ReadManifest(request.Manifest);
            var form = manifest?.Form ?? FormWishes.None.Plainest;
            using var module = PreparedModule.Load(bytes, device, form, out var savedInTraining);
            checks.Pass(CheckNames.Load, $"libtorch {TorchRuntime.Version} loads it");
            var loaded = new Loaded(bytes, device, module, kind, savedInTraining);
            answer = manifest is not null
                ? Check(request, manifest, loaded, checks, answer)
                : TryShapes(request, loaded, answer);
        }
        catch (ModelException exception)
        {
            checks.Fail(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            checks.Fail(
                CheckNames.File, $"{Path.GetFileName(request.File)} cannot be read ({exception.GetType().Name})");
        }

        return answer with { Checks = [.. checks.InOrder()] };
    }

    private static ProbeAnswer Check(
        ProbeRequest request, ModelManifest manifest, Loaded loaded, CheckList checks, ProbeAnswer answer)
    {
        var trial = new ModelTrial(loaded.Module, manifest, request.Reach, checks);
        try
        {
            if (manifest.Engine == Engine.Libtorch)
                trial.Run();
            else
                RunBoth(request, manifest, loaded, checks, trial);
            if (checks.AnyFailed || !(request.WantsGolden || manifest.GoldenOutput is not null))
                return answer;
            var runtime = GoldenOutput.TextOf(TorchRuntime.Fingerprint(manifest, loaded.Kind));
            var golden = trial.Golden(runtime);
            if (manifest.GoldenOutput?.DifferenceFrom(golden) is { } difference)
                checks.Fail(CheckNames.GoldenOutput, $"{difference}: was the manifest made for this model?");
            else if (manifest.GoldenOutput is { } expected)
                checks.Pass(CheckNames.GoldenOutput, Agreement(expected, golden));
            return golden.Logits.All(float.IsFinite)
                ? answer with { GoldenRuntime = golden.Runtime, GoldenLogits = [.. golden.Logits] }
                : answer;
        }
        finally
        {
            EvalState.Add(checks, TrainingLayers.Of(loaded.Bytes), loaded.SavedInTraining);
        }
    }

    /// <summary>A frozen module must pass, and so must the file as it is written: freezing may hide what it does.</summary>
    private static void RunBoth(
        ProbeRequest request, ModelManifest manifest, Loaded loaded, CheckList checks, ModelTrial frozen)
    {
        using var module = PreparedModule.Load(
            loaded.Bytes, loaded.Device, manifest.Form with { Engine = Engine.Libtorch }, out _);
        var written = new ModelTrial(module, manifest, request.Reach, checks);
        written.Run();
        if (checks.AnyFailed)
            return;
        frozen.Run();
        if (!checks.AnyFailed)
            FrozenOutput.Add(checks, written.Rows(), frozen.Rows());
    }

    private static ModelManifest ReadManifest(string json) => ManifestJson.Read(json, out var violations)
        ?? throw new ModelException(CheckNames.Manifest, string.Join("; ", violations));

    private static string Agreement(GoldenOutput expected, GoldenOutput found) => expected.Runtime == found.Runtime
        ? "its outputs for the fixed input are those of the manifest, bit for bit"
        : "its outputs for the fixed input are those of the manifest within the tolerance between runtimes";

    private static ProbeAnswer TryShapes(ProbeRequest request, Loaded loaded, ProbeAnswer answer)
    {
        var (accepted, refusals) = (new List<AcceptedShape>(), new List<ShapeRefusal>());
        foreach (var shape in request.Shapes ?? [])
        {
            try
            {
                accepted.Add(new(shape, ClassesOf(loaded, shape)));
            }
            catch (ModelException exception)
            {
                refusals.Add(new(shape, exception.Check, exception.Message));
            }
        }

        return answer with { Accepted = [.. accepted], Refusals = [.. refusals] };
    }

    /// <summary>The number of classes for a shape that the model takes as one function of one input.</summary>
    private static int ClassesOf(Loaded loaded, int[] shape)
    {
        int classes;
        using (torch.NewDisposeScope())
        using (torch.inference_mode(true))
        {
            long[] extents = [SmallBatch, .. shape.Select(extent => (long)extent)];
            using var batch = torch.zeros(extents, torch.float32);
            classes = TorchFile.RequireOutput(loaded.Module.Forward(batch), SmallBatch, null);
        }

        var manifest = new ModelManifest(
            "model", "1", [.. shape], Layout.Plain, Grid.EightBit, classes, [], SmallBatch, Precision.Binary32);
        var checks = new CheckList();
        new ModelTrial(loaded.Module, manifest, reach: 0, checks).Run();
        EvalState.Add(checks, TrainingLayers.Of(loaded.Bytes), loaded.SavedInTraining);
        // Whether its numbers are in order is asked of the grid that it is made for, which is not known yet.
        return checks.InOrder().FirstOrDefault(check => check is
        {
            Outcome: CheckOutcome.Failed,
            Check: CheckNames.EvalState or CheckNames.Repeatable or CheckNames.Independent,
        }) is { } failed
            ? throw new ModelException(failed.Check, failed.Finding)
            : classes;
    }

    private sealed record Loaded(
        byte[] Bytes,
        torch.Device Device,
        PreparedModule Module,
        string Kind,
        bool SavedInTraining);
}
