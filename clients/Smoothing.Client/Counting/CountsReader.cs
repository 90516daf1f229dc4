using Grpc.Core;
using Polly;
using Smoothing.Client.Retrying;
using Wire = Smoothing.V1;

namespace Smoothing.Client.Counting;

/// <summary>Reads counts from a sampler; a stream that breaks is resumed at the next draw.</summary>
/// <remarks>
/// A draw is a function of seed and index alone, so what was counted before a break stands, and only the missing range
/// is asked for again. Attempts count from the last progress: a sampler that restarts now and then delays a run and
/// does not end it.
/// </remarks>
public sealed class CountsReader
{
    private readonly Wire.SamplerService.SamplerServiceClient _sampler;
    private readonly ResiliencePipeline _retry;

    /// <summary>Reads from a sampler.</summary>
    /// <param name="sampler">The sampler.</param>
    /// <param name="options">How often and how long to wait.</param>
    /// <param name="time">The clock that waits.</param>
    public CountsReader(Wire.SamplerService.SamplerServiceClient sampler, RetryOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _sampler = sampler;
        _retry = Transient.Pipeline(options, time);
    }

    /// <summary>Counts a range of draws.</summary>
    /// <param name="request">The request; its range is what is counted.</param>
    /// <param name="progress">Receives the number of draws of each report.</param>
    /// <param name="cancellation">Stops the sampler's work too, within one tile.</param>
    /// <returns>The counts over the whole range, and their source.</returns>
    /// <exception cref="IncompleteCountsException">Some draws are missing after all attempts.</exception>
    /// <exception cref="RpcException">The sampler refuses the request.</exception>
    public async Task<Wire.SampledCounts> CountAsync(
        Wire.SampleCountsRequest request, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var tally = new CountTally(request.Clone());
        while (tally.Missing is not null)
        {
            try
            {
                await _retry.ExecuteAsync(
                    async token => await ReadAsync(request, tally, progress, token).ConfigureAwait(false),
                    cancellation).ConfigureAwait(false);
            }
            catch (RpcException exception) when (Transient.Is(exception))
            {
                throw tally.Incomplete(exception.Status.Detail, exception);
            }
        }

        return tally.Result();
    }

    /// <summary>Reads one stream. Returns after a break if it brought anything, so that attempts count anew.</summary>
    private async Task ReadAsync(
        Wire.SampleCountsRequest request, CountTally tally, IProgress<long>? progress, CancellationToken cancellation)
    {
        var before = tally.Counted;
        var rest = request.Clone();
        rest.Draws = new() { First = tally.Missing!.Value.First, Count = tally.Missing.Value.Count };
        try
        {
            tally.BeginStream();
            using var call = _sampler.SampleCounts(rest, cancellationToken: cancellation);
            await foreach (var answer in call.ResponseStream.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                if (answer.Source is not null)
                    tally.Accept(answer.Source);
                if (answer.Counts is null)
                    continue;
                tally.Accept(answer.Counts);
                progress?.Report(answer.Counts.Range.Count);
            }
        }
        catch (RpcException exception) when (
            exception.StatusCode == StatusCode.Cancelled && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellation);
        }
        catch (RpcException exception) when (Transient.Is(exception) && tally.Counted > before)
        {
            return;
        }

        if (tally.Missing is not null && tally.Counted == before)
            throw new RpcException(new(StatusCode.Unavailable, "the sampler ended the stream without an answer"));
    }
}
