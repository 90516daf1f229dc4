using Grpc.Core;

namespace Smoothing.Hosting.Tests;

internal sealed class ProbeService(ProbeControl control) : Probe.ProbeBase
{
    public override Task<ProbeMessage> Echo(ProbeMessage request, ServerCallContext context) =>
        Task.FromResult(new ProbeMessage { Text = request.Text + context.GetHttpContext().Request.Protocol });

    public override Task<ProbeMessage> Validate(ProbeMessage request, ServerCallContext context)
    {
        var violations = new Violations();
        var items = violations.Nested("evidence");
        for (var item = 0; item < request.Number; item++)
            items.Nested("estimation", item).Add("range.first", request.Text);
        violations.ThrowIfAny();
        return Task.FromResult(request);
    }

    public override Task<ProbeMessage> Fail(ProbeMessage request, ServerCallContext context) =>
        throw new InvalidOperationException(request.Text);

    public override async Task FailLater(
        ProbeMessage request, IServerStreamWriter<ProbeMessage> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new ProbeMessage());
        throw new InvalidOperationException(request.Text);
    }

    public override async Task<ProbeMessage> Wait(ProbeMessage request, ServerCallContext context)
    {
        control.Entered.TrySetResult();
        await UntilAsync(control.Release.Task, context.CancellationToken);
        return request;
    }

    public override async Task Watch(
        ProbeMessage request, IServerStreamWriter<ProbeMessage> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(request, context.CancellationToken);
        await UntilAsync(control.Release.Task, context.CancellationToken);
    }

    public override async Task EndQuietly(
        ProbeMessage request, IServerStreamWriter<ProbeMessage> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(request);
        await Task.WhenAny(Task.Delay(Timeout.Infinite, context.CancellationToken));
    }

    public override async Task Flood(
        ProbeMessage request, IServerStreamWriter<ProbeMessage> responseStream, ServerCallContext context)
    {
        var message = new ProbeMessage { Text = new string('x', 64 * 1024) };
        while (true)
        {
            var write = responseStream.WriteAsync(message);
            if (!write.IsCompleted)
                control.Entered.TrySetResult();
            await write;
        }
    }

    public override async Task Chat(
        IAsyncStreamReader<ProbeMessage> requestStream,
        IServerStreamWriter<ProbeMessage> responseStream,
        ServerCallContext context)
    {
        await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(message, context.CancellationToken);
    }

    public override async Task<ProbeMessage> Collect(
        IAsyncStreamReader<ProbeMessage> requestStream, ServerCallContext context)
    {
        var number = 0;
        await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
        {
            number += message.Number;
            control.Entered.TrySetResult();
        }

        return new ProbeMessage { Number = number };
    }

    private async Task UntilAsync(Task release, CancellationToken cancellationToken)
    {
        try
        {
            await release.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            control.Cancelled.TrySetResult();
            throw;
        }
    }
}
