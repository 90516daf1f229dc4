using Grpc.Core;
using Smoothing.Certification;
using Smoothing.Cli.Embedding;
using Smoothing.Cli.Output;
using Smoothing.Client.Counting;
using Smoothing.Client.Running;
using Smoothing.Data;
using Smoothing.Numerics;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Certifying;

/// <summary>Certifies the inputs of a data set: two at a time, so that the sampler never waits, in their order.</summary>
/// <param name="services">The services.</param>
/// <param name="images">The data.</param>
/// <param name="settings">What is asked for.</param>
internal sealed class CertifyRun(EmbeddedServices services, IImageSet images, RunSettings settings)
{
    private const int InFlight = 2;

    private readonly Wire.SamplerService.SamplerServiceClient _sampler = new(services.Sampler);
    private readonly Wire.CertifierService.CertifierServiceClient _certifier = new(services.Certifier);

    /// <summary>Runs, and writes rows as inputs are done and the certified accuracy at the end.</summary>
    /// <param name="rows">Where rows go.</param>
    /// <param name="files">The folder of the run, if there is one.</param>
    /// <param name="people">Where the accuracy goes.</param>
    /// <param name="cancellation">Stops; rows that were written stay.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(
        IReadOnlyList<IRowWriter> rows, RunFiles? files, TextWriter people, CancellationToken cancellation)
    {
        var model = await new ServiceLookup(services).FindModelAsync(cancellation);
        InputTensor.Require(model, images);
        var plan = new CertificationPlan(
            model,
            new() { Gaussian = new() { StandardDeviation = settings.Law.StandardDeviation } },
            settings.SelectionDraws, settings.EstimationDraws, settings.Error, settings.Seed);
        var slack = ServiceLookup.Slack(model, settings.Law);
        var largest = CountsCertifier.LargestRadius(settings.EstimationDraws, settings.Error, settings.Law, slack);
        int[] indices = [.. Enumerable.Range(0, images.Count).Where(i => i % settings.Skip == 0).Take(settings.Limit)];
        await AnnounceAsync(plan, indices.Length, largest);
        foreach (var row in rows)
            row.Begin(model);

        var done = new List<CertifiedInput>();
        var progress = new ProgressLine(
            Console.Error, !Console.IsErrorRedirected, indices.Length, plan.SelectionDraws + plan.EstimationDraws,
            TimeProvider.System);
        var failed = 0;
        await foreach (var (index, result) in InOrderAsync(plan, indices, progress, cancellation))
        {
            if (result.Input is { } input)
            {
                done.Add(input);
                progress.Done(() => WriteAll(rows, input));
            }
            else
            {
                failed++;
                progress.Done(() => Console.Error.WriteLine($"input {index} failed: {result.Error}"));
            }
        }

        progress.Clear();
        var accuracy = CertifiedAccuracy.Of(done, indices.Length, largest);
        if (images.HasLabels)
            ConsoleTables.WriteAccuracy(people, accuracy, indices.Length);
        files?.WriteAccuracy(accuracy);
        if (files is not null)
            await Console.Error.WriteLineAsync($"{files}: results.tsv, certificates.jsonl, accuracy.tsv");
        return failed == 0 ? ExitCode.Ok : ExitCode.SomeInputsFailed;
    }

    private static void WriteAll(IReadOnlyList<IRowWriter> rows, CertifiedInput input)
    {
        foreach (var row in rows)
            row.Write(input);
    }

    private async Task AnnounceAsync(CertificationPlan plan, int inputs, double largest)
    {
        var steps = settings.Law.StandardDeviation * plan.Model.Grid.Step.Denominator / plan.Model.Grid.Step.Numerator;
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"{plan.Model.Name} version {plan.Model.Version}, SHA-256 {Convert.ToHexStringLower(plan.Model.Sha256.Span)}"));
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"{inputs} inputs of {images.Name}; {settings.Law} (standard deviation {settings.Law.StandardDeviation:R}, which is {steps:0.##} levels)"));
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"n0 = {plan.SelectionDraws}, n = {plan.EstimationDraws}, α = {plan.Error:R} for each input, seed {plan.RunSeed.ToNumber()}"));
        await Console.Error.WriteLineAsync(largest > 0
            ? $"The largest l2 radius that these can give is {Directed.FlooredText(largest, 4)} (in units of the input)."
            : "These can give no radius at all: n is too small for this α, and every input will abstain.");
    }

    /// <summary>Certifies with a few inputs under way, and yields them in their order.</summary>
    private async IAsyncEnumerable<(int Index, Result Result)> InOrderAsync(
        CertificationPlan plan,
        int[] indices,
        ProgressLine progress,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var counts = new CountsReader(_sampler, RetryOptions.Default, TimeProvider.System);
        var run = new InputRun(counts, _certifier);
        var underWay = new Queue<(int Index, Task<Result> Task)>();
        try
        {
            foreach (var index in indices)
            {
                underWay.Enqueue((index, OneAsync(run, plan, index, progress, stop.Token)));
                if (underWay.Count >= InFlight)
                    yield return await NextAsync(underWay);
            }

            while (underWay.Count > 0)
                yield return await NextAsync(underWay);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(underWay.Select(one => one.Task)).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private static async Task<(int, Result)> NextAsync(Queue<(int Index, Task<Result> Task)> underWay)
    {
        var (index, task) = underWay.Peek();
        var result = await task;
        underWay.Dequeue();
        return (index, result);
    }

    private async Task<Result> OneAsync(
        InputRun run, CertificationPlan plan, int index, ProgressLine progress, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            var image = images[index];
            var certificate = await run.CertifyAsync(plan, InputTensor.Of(plan.Model, image), progress, cancellation);
            return new(new(index, image.Label, TimeProvider.System.GetElapsedTime(start), certificate), null);
        }
        catch (RpcException exception) when (exception.StatusCode != StatusCode.Cancelled)
        {
            return new(null, $"{exception.StatusCode}: {exception.Status.Detail}");
        }
        catch (Exception exception) when (exception is IncompleteCountsException or ImageFileException)
        {
            return new(null, exception.Message);
        }
        catch (RpcException)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private sealed record Result(CertifiedInput? Input, string? Error);
}
