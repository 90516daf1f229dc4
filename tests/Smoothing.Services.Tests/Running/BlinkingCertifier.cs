using Grpc.Core;
using Smoothing.V1;

namespace Smoothing.Services.Tests.Running;

/// <summary>A certifier whose first answers are errors, and whose further ones are another certifier's.</summary>
internal sealed class BlinkingCertifier(
    CertifierService.CertifierServiceClient inner, params RpcException[] errors)
    : CertifierService.CertifierServiceClient
{
    /// <summary>Number of certificates that were asked for.</summary>
    public int Calls { get; private set; }

    public override AsyncUnaryCall<CertifyCountsResponse> CertifyCountsAsync(
        CertifyCountsRequest request,
        Metadata? headers = null,
        DateTime? deadline = null,
        CancellationToken cancellationToken = default)
    {
        if (Calls++ >= errors.Length)
            return inner.CertifyCountsAsync(request, headers, deadline, cancellationToken);
        var error = errors[Calls - 1];
        return new(
            Task.FromException<CertifyCountsResponse>(error), Task.FromResult(Metadata.Empty), () => error.Status,
            () => error.Trailers, () => { });
    }
}
