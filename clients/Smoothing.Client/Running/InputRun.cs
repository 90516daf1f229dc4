using Smoothing.Client.Counting;
using Wire = Smoothing.V1;

namespace Smoothing.Client.Running;

/// <summary>Certifies one input: selection draws, other draws for the estimate, certificate.</summary>
/// <param name="counts">Counts draws.</param>
/// <param name="certifier">Turns counts into certificates.</param>
public sealed class InputRun(CountsReader counts, Wire.CertifierService.CertifierServiceClient certifier)
{
    /// <summary>Certifies one input.</summary>
    /// <param name="plan">What was fixed before the first draw.</param>
    /// <param name="input">The input, on the model's grid.</param>
    /// <param name="progress">Receives numbers of draws as they are counted.</param>
    /// <param name="cancellation">Stops the work within one tile.</param>
    /// <exception cref="IncompleteCountsException">Some draws are missing after all attempts.</exception>
    /// <exception cref="Grpc.Core.RpcException">A service refuses the request.</exception>
    public async Task<Wire.Certificate> CertifyAsync(
        CertificationPlan plan, Wire.Tensor input, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var selection = await counts
            .CountAsync(plan.Request(input, plan.Selection), progress, cancellation).ConfigureAwait(false);
        var estimation = await counts
            .CountAsync(plan.Request(input, plan.Estimation), progress, cancellation).ConfigureAwait(false);
        var request = new Wire.CertifyCountsRequest
        {
            Evidence = new() { Selection = { selection }, Estimation = { estimation } },
            ErrorProbability = plan.Error,
            Interval = Wire.IntervalMethod.ClopperPearson,
        };
        var response = await certifier
            .CertifyCountsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return response.Certificate;
    }
}
