using Google.Protobuf;
using Grpc.Core;
using Smoothing.Cli.Certifying;
using Smoothing.Cli.Embedding;
using Smoothing.Cli.Output;
using Smoothing.Client.Counting;
using Smoothing.Data;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Replaying;

/// <summary>Draws what certificates recorded again, two certificates at a time so that the sampler never waits.
/// </summary>
/// <param name="services">The services.</param>
/// <param name="images">The data.</param>
/// <param name="settings">What is asked for.</param>
internal sealed class ReplayRun(EmbeddedServices services, IImageSet images, ReplaySettings settings)
{
    private const int InFlight = 2;

    private readonly SamplerPatience _patience = new(new(services.Sampler), settings.Retry);
    private readonly ReplayTotals _totals = new();

    /// <summary>Runs, and writes rows as certificates are done.</summary>
    /// <param name="items">The certificates, in the order of the file. At least one has a recording.</param>
    /// <param name="rows">Where rows go.</param>
    /// <param name="cancellation">Stops; rows that were written stay.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">A service, the model or the data is not what it must be.</exception>
    public async Task<int> RunAsync(
        IReadOnlyList<ReplayItem> items, IReplayRows rows, CancellationToken cancellation)
    {
        var model = await new ServiceLookup(services).FindModelAsync(cancellation);
        ModelMatch.Require(model, items, settings.OtherModel);
        InputTensor.Require(model, images);
        var wanted = items.Select(item => item.Recording?.Source.InputSha256).OfType<ByteString>();
        var found = InputFinder.Find(model, images, wanted, cancellation);
        var work = await FoundAsync(items, found);
        await ReplayWords.BeginAsync(Console.Error, model, work, images);
        try
        {
            await CompareAsync(model, work, found, rows, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await ReplayWords.InterruptedAsync(Console.Error, _totals.Done, work.Count);
            return ExitCode.Interrupted;
        }

        rows.End(_totals);
        await ReplayWords.EndAsync(Console.Error);
        return _totals.ExitCode;
    }

    private async Task<List<ReplayItem>> FoundAsync(
        IReadOnlyList<ReplayItem> items, Dictionary<ByteString, int> found)
    {
        bool IsMissing(ReplayItem item) => item.Recording is { } one && !found.ContainsKey(one.Source.InputSha256);
        var missing = items.Where(IsMissing).Select(item => item.Line).ToList();
        if (missing.Count > 0 && found.Count == 0)
            throw new CommandException(ExitCode.Usage, ReplayWords.Missing(missing, items.Count, images));
        if (missing.Count > 0)
            await ReplayWords.MissingAsync(Console.Error, missing, items.Count, images);
        return
        [
            .. items.Select(item => !IsMissing(item) ? item : item.Without(
                $"the input with SHA-256 {Convert.ToHexStringLower(item.Recording!.Source.InputSha256.Span)} is not in "
                    + images.Name)),
        ];
    }

    private async Task CompareAsync(
        Wire.Model model,
        List<ReplayItem> items,
        Dictionary<ByteString, int> found,
        IReplayRows rows,
        CancellationToken cancellation)
    {
        using var progress = new ProgressLine(
            Console.Error, !Console.IsErrorRedirected, items.Count, items.Sum(item => item.Recording?.Draws ?? 0),
            TimeProvider.System);
        var results = InOrder.RunAsync(
            items,
            InFlight,
            (item, stop) => item.Recording is { } recording
                ? OneAsync(model, item.Line, recording, found[recording.Source.InputSha256], progress, stop)
                : Task.FromResult(new Result(item.Line, null, item.Refusal)),
            cancellation);
        await foreach (var result in results)
            progress.Done(() => Write(result, rows));
    }

    private void Write(Result result, IReplayRows rows)
    {
        if (result.Replayed is { } replayed)
        {
            rows.Write(result.Line, replayed);
            _totals.Add(replayed.Comparison.Verdict);
        }
        else
        {
            rows.Write(result.Line, result.Refusal!);
            _totals.Add(result.Refusal!);
        }
    }

    private async Task<Result> OneAsync(
        Wire.Model model,
        long line,
        Recording recording,
        int index,
        ProgressLine progress,
        CancellationToken cancellation)
    {
        try
        {
            var input = InputTensor.Of(model, images[index]);
            var again = new List<Wire.SampledCounts>();
            foreach (var range in recording.Ranges)
            {
                var request = Request(model, recording.Source, input, range);
                again.Add(await _patience.Reader.CountAsync(request, progress, cancellation));
                if (OtherDraws(recording.Source, again) is { } reason)
                    return new(line, null, NotReplayed.Because(reason));
            }

            _patience.Answered();
            return new(line, Replayed.Of(recording, index, again), null);
        }
        catch (RpcException exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellation);
        }
        catch (RpcException exception)
        {
            return new(line, null, NotReplayed.Because($"{exception.StatusCode}: {RpcReason.Of(exception)}"));
        }
        catch (IncompleteCountsException exception)
        {
            if (exception.InnerException is RpcException { StatusCode: not StatusCode.ResourceExhausted })
                _patience.GaveUp();
            return new(line, null, NotReplayed.Because(exception.Message));
        }
        catch (ImageFileException exception)
        {
            return new(line, null, NotReplayed.Because(exception.Message));
        }
    }

    private static Wire.SampleCountsRequest Request(
        Wire.Model model, Wire.SampleSource source, Wire.Tensor input, RecordedRange range) => new()
        {
            Model = model.Name,
            ModelSha256 = model.Sha256,
            Input = input,
            Noise = source.Noise,
            RunSeed = source.RunSeed,
            Draws = range.Counts.Range,
        };

    // The reader found model, seed of the run, noise and input to be those of the request.
    private static string? OtherDraws(Wire.SampleSource recorded, List<Wire.SampledCounts> again)
    {
        var source = again[^1].Source;
        return source.Generator != recorded.Generator
                ? $"the sampler draws with {source.Generator}, the certificate with {recorded.Generator}"
            : source.Seed != recorded.Seed ? "the sampler derives another seed of the input"
            : source.Classes != recorded.Classes ? $"the sampler counts {source.Classes} classes"
            : !source.Equals(again[0].Source) ? "the sampler changed its model or runtime between two ranges"
            : null;
    }

    private sealed record Result(long Line, Replayed? Replayed, NotReplayed? Refusal);
}
