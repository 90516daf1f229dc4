using Grpc.Core;

namespace Smoothing.Hosting;

/// <summary>
/// Gives up waiting when the call is cancelled. The inner writer is never handed a token: it would reset the stream,
/// and the client would not see a status.
/// </summary>
internal sealed class DrainableWriter<T>(IServerStreamWriter<T> inner, CancellationToken cancelled)
    : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        cancelled.ThrowIfCancellationRequested();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var write = inner.WriteAsync(message, CancellationToken.None);
            return write.IsCompletedSuccessfully ? write : Waiting.ForAsync(write, cancelled, cancellationToken);
        }
        catch (InvalidOperationException) when (cancelled.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancelled);
        }
    }
}
