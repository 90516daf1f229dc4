using Grpc.Core;

namespace Smoothing.Hosting;

/// <summary>Gives up waiting when the call is cancelled; see <see cref="DrainableWriter{T}"/>.</summary>
internal sealed class DrainableReader<T>(IAsyncStreamReader<T> inner, CancellationToken cancelled)
    : IAsyncStreamReader<T>
{
    public T Current => inner.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        cancelled.ThrowIfCancellationRequested();
        cancellationToken.ThrowIfCancellationRequested();
        var move = inner.MoveNext(CancellationToken.None);
        try
        {
            await Waiting.ForAsync(move, cancelled, cancellationToken);
            return await move;
        }
        catch (IOException)
        {
            // The client has gone; the call's own token may hear of it a moment later.
            throw new RpcException(new Status(StatusCode.Cancelled, "the client cancelled the call"));
        }
    }
}
