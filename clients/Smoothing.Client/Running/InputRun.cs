using Grpc.Core;
using Polly;
using Smoothing.Client.Counting;
using Smoothing.Client.Retrying;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Client.Running;

/// <summary>Certifies one input: selection draws, other draws for the estimate, certificate.</summary>
/// <remarks>Counts are expensive: a certifier that blinks is asked again, and never costs them.</remarks>
public sealed class InputRun
{
    // A certificate takes milliseconds; the rest is for a certifier that is busy with others.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(60);

    private readonly CountsReader _counts;
    private readonly Wire.CertifierService.CertifierServiceClient _certifier;
    private readonly ResiliencePipeline _retry;
    private readonly TimeProvider _time;

    /// <summary>Runs inputs.</summary>
    /// <param name="counts">Counts draws.</param>
    /// <param name="certifier">Turns counts into certificates.</param>
    /// <param name="options">How often and how long to wait for the certifier.</param>
    /// <param name="time">The clock that waits.</param>
    public InputRun(
        CountsReader counts,
        Wire.CertifierService.CertifierServiceClient certifier,
        RetryOptions options,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_counts, _certifier, _time) = (counts, certifier, time);
        _retry = Transient.Pipeline(options, time);
    }

    /// <summary>Certifies one input that is on the grid, for inputs that nobody rounds.</summary>
    /// <param name="plan">What was fixed before the first draw.</param>
    /// <param name="input">The input, on the model's grid.</param>
    /// <param name="progress">Receives numbers of draws as they are counted.</param>
    /// <param name="cancellation">Stops the work within one tile.</param>
    /// <exception cref="IncompleteCountsException">
    /// Some draws are missing after all attempts, or were not drawn because the model's manifest was changed.
    /// </exception>
    /// <exception cref="Grpc.Core.RpcException">A service refuses the request.</exception>
    public Task<Wire.Certificate> CertifyAsync(
        CertificationPlan plan, Wire.Tensor input, IProgress<long>? progress, CancellationToken cancellation) =>
        CertifyAsync(plan, input, null, progress, cancellation);

    /// <summary>Certifies one input.</summary>
    /// <param name="plan">What was fixed before the first draw.</param>
    /// <param name="input">The input, on the model's grid.</param>
    /// <param name="rounding">What was rounded to the grid, or will be; null for nothing.</param>
    /// <param name="progress">Receives numbers of draws as they are counted.</param>
    /// <param name="cancellation">Stops the work within one tile.</param>
    /// <exception cref="IncompleteCountsException">
    /// Some draws are missing after all attempts, or were not drawn because the model's manifest was changed.
    /// </exception>
    /// <exception cref="Grpc.Core.RpcException">A service refuses the request.</exception>
    public async Task<Wire.Certificate> CertifyAsync(
        CertificationPlan plan,
        Wire.Tensor input,
        Wire.Rounding? rounding,
        IProgress<long>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var selection = await _counts
            .CountAsync(plan.Request(input, plan.Selection), progress, cancellation).ConfigureAwait(false);
        RequireUnchanged(plan, selection.Source);
        var estimation = await _counts
            .CountAsync(plan.Request(input, plan.Estimation), progress, cancellation).ConfigureAwait(false);
        var request = new Wire.CertifyCountsRequest
        {
            Evidence = new() { Selection = { selection }, Estimation = { estimation } },
            ErrorProbability = plan.Error,
            Interval = plan.Interval,
            Norms = { plan.Norms.Select(NormMessages.ToMessage) },
            Rounding = rounding,
        };
        return await _retry
            .ExecuteAsync(async token => await CertifyAsync(request, token).ConfigureAwait(false), cancellation)
            .ConfigureAwait(false);
    }

    // The levels of the input and the plan's draws are those of the manifest when the run began. Another grid makes
    // another input of the same levels, with the same digest, and other tiles leave draws out.
    private static void RequireUnchanged(CertificationPlan plan, Wire.SampleSource source)
    {
        var (known, found) = (plan.Model, source.Fingerprint?.TileSize ?? 0);
        var change = !Equals(source.Grid, known.Grid) ? "it has another grid"
            : found != known.TileSize
                ? FormattableString.Invariant($"its tiles have {found} draws, not {known.TileSize}")
            : null;
        if (change is not null)
        {
            throw new IncompleteCountsException(
                plan.Estimation, plan.Estimation,
                $"the manifest of {known.Name} was changed since the run began, and {change}; begin a new run");
        }
    }

    private async Task<Wire.Certificate> CertifyAsync(
        Wire.CertifyCountsRequest request, CancellationToken cancellation)
    {
        var deadline = _time.GetUtcNow().UtcDateTime + AnswerTime;
        try
        {
            var response = await _certifier
                .CertifyCountsAsync(request, deadline: deadline, cancellationToken: cancellation).ConfigureAwait(false);
            return response.Certificate;
        }
        catch (RpcException exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellation);
        }
    }
}
