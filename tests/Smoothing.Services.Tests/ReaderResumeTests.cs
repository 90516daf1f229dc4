using Grpc.Core;
using Smoothing.Client.Counting;
using Smoothing.Draws.Counting;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Scripted;

namespace Smoothing.Services.Tests;

/// <summary>What the client's reader does when streams end before their time.</summary>
public sealed class ReaderResumeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [CombinatorialBreaks]
    public async Task A_stream_that_breaks_is_resumed_at_the_next_draw(int reports, Break how)
    {
        await using var host = await ScriptedHost.StartAsync(Scripts.BreakAfter(reports, how), Scripts.Whole);
        var request = Requests.Counts("linear_3", 3, 64);
        var progress = new Progress();

        var counted = await host.Reader.CountAsync(request, progress, Cancelled);

        Assert.Equal(Recomputed.Linear(request), Assert.Single(counted.Counts));
        Assert.Equal(Scripts.SourceOf(request), counted.Source);
        Assert.Equal(64, progress.Draws);
        var (first, second) = (host.Sampler.Requests[0], host.Sampler.Requests[1]);
        Assert.Equal(2, host.Sampler.Requests.Count);
        Assert.Equal(request, first);
        // A reset may overtake reports that were on their way; those draws are asked for again.
        Assert.InRange(second.Draws.First, 3, 3 + (10 * reports));
        Assert.Equal(67, second.Draws.First + second.Draws.Count);
        Assert.Equal(request, second.With(r => r.Draws = request.Draws));
    }

    [Fact]
    public async Task Attempts_count_anew_after_each_progress()
    {
        var breaks = Enumerable.Repeat(Scripts.BreakAfter(1, Break.Unavailable), 20);
        await using var host = await ScriptedHost.StartAsync([.. breaks, Scripts.Whole]);
        var request = Requests.Counts("linear_3", 0, 300);

        var counted = await host.Reader.CountAsync(request, null, Cancelled);

        Assert.Equal(Recomputed.Linear(request), Assert.Single(counted.Counts));
        Assert.Equal(21, host.Sampler.Requests.Count);
        Assert.Empty(host.Time.Waits);
    }

    [Fact]
    public async Task A_sampler_that_stays_away_ends_the_run_with_the_draws_that_are_missing()
    {
        await using var host = await ScriptedHost.StartAsync(
            Scripts.BreakAfter(2, Break.Unavailable), Scripts.BreakAfter(0, Break.Unavailable));

        var error = await Assert.ThrowsAsync<IncompleteCountsException>(() =>
            host.Reader.CountAsync(Requests.Counts("linear_3", 3, 64), null, Cancelled));

        Assert.Equal("draws [23, 67) of [3, 67) are missing: going away", error.Message);
        Assert.Equal((new DrawRange(3, 64), new DrawRange(23, 44)), (error.Asked, error.Missing));
        // One stream with progress, then a first attempt without any and three more.
        Assert.Equal(1 + 1 + ScriptedHost.Options.Attempts, host.Sampler.Requests.Count);
        Assert.Equal(ScriptedHost.Options.Attempts, host.Time.Waits.Count);
    }

    [Fact]
    public async Task A_sampler_that_says_nothing_ends_the_run_too()
    {
        await using var host = await ScriptedHost.StartAsync(Scripts.BreakAfter(0, Break.Quietly));

        var error = await Assert.ThrowsAsync<IncompleteCountsException>(() =>
            host.Reader.CountAsync(Requests.Counts("linear_3", 0, 64), null, Cancelled));

        Assert.Equal(
            "draws [0, 64) of [0, 64) are missing: the sampler ended the stream without an answer", error.Message);
    }

    [Fact]
    public async Task A_sampler_that_nobody_runs_ends_the_run_too()
    {
        await using var host = await ScriptedHost.StartAsync(Scripts.Whole);
        await host.StopAsync();

        var error = await Assert.ThrowsAsync<IncompleteCountsException>(() =>
            host.Reader.CountAsync(Requests.Counts("linear_3", 0, 64), null, Cancelled));

        Assert.StartsWith("draws [0, 64) of [0, 64) are missing: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(ScriptedHost.Options.Attempts, host.Time.Waits.Count);
    }

    [Fact]
    public async Task A_full_sampler_is_asked_again_when_it_said()
    {
        await using var host = await ScriptedHost.StartAsync(
            Scripts.Full(7.5), Scripts.Full(0.25), Scripts.Whole);
        var request = Requests.Counts("linear_3", 0, 20);

        var counted = await host.Reader.CountAsync(request, null, Cancelled);

        Assert.Equal(Recomputed.Linear(request), Assert.Single(counted.Counts));
        Assert.Equal([TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(0.25)], host.Time.Waits);
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.FailedPrecondition)]
    [InlineData(StatusCode.Unimplemented)]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.ResourceExhausted)]
    public async Task What_will_not_pass_is_not_tried_again(StatusCode status)
    {
        await using var host = await ScriptedHost.StartAsync(
            Scripts.Refuse(new RpcException(new(status, "no"))), Scripts.Whole);

        var error = await Assert.ThrowsAsync<RpcException>(() =>
            host.Reader.CountAsync(Requests.Counts("linear_3", 0, 20), null, Cancelled));

        Assert.Equal((status, "no"), (error.StatusCode, error.Status.Detail));
        Assert.Single(host.Sampler.Requests);
    }

    [Fact]
    public async Task Cancelling_reaches_the_sampler()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await ScriptedHost.StartAsync(async (request, answers, context) =>
        {
            await answers.WriteAsync(new() { Source = Scripts.SourceOf(request) });
            await using var _ = context.CancellationToken.Register(reached.SetResult);
            await answers.WriteAsync(new() { Counts = Recomputed.Linear(request.With(r => r.Draws.Count = 5)) });
            await reached.Task;
        });
        using var cancel = new CancellationTokenSource();
        var progress = new Progress();
        var counting = host.Reader.CountAsync(Requests.Counts("linear_3", 0, 20), progress, cancel.Token);
        await progress.First.WaitAsync(Cancelled);

        await cancel.CancelAsync();

        await reached.Task.WaitAsync(Cancelled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => counting);
        Assert.Single(host.Sampler.Requests);
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_between_two_attempts()
    {
        await using var host = await ScriptedHost.StartAsync(Scripts.Full(3600));
        using var cancel = new CancellationTokenSource();
        var reader = host.ReaderWith(new HoldingTime(cancel.Cancel));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            reader.CountAsync(Requests.Counts("linear_3", 0, 20), null, cancel.Token));

        Assert.Single(host.Sampler.Requests);
    }
}
