using Grpc.Core;
using Smoothing.Draws.Counting;
using Smoothing.Sampler.Calls;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;

namespace Smoothing.Sampling.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task A_model_that_lacks_memory_in_the_middle_of_a_run_says_so()
    {
        using var file = new Crafted(
            "if bool(torch.any(torch.gt(x, 1.5))):",
            "  y = torch.mul(torch.sum(torch.zeros([200000000000000])), 0.)",
            "else:",
            "  y = torch.mul(torch.sum(x), 0.)",
            "return (self).logits(torch.add(x, y), )");
        using var model = new Disposing(new ModelEntry("crafted", LoadedModel.Load(
            Fixtures.Manifest("crafted", 3), File.ReadAllBytes(file.File), "cpu")));
        using var engine = Fixtures.Engine(workers: 2);
        using var run = engine.Start(Fixtures.Request(model.Entry, new DrawRange(0, 1_000_000)));
        var failure = await Assert.ThrowsAsync<ModelException>(run.TotalAsync);
        Assert.Equal(ModelException.Memory, failure.Check);
        Assert.Contains("one tile of 16 draws with nothing else under way", failure.Message, StringComparison.Ordinal);
        Assert.Equal(StatusCode.ResourceExhausted, SamplerErrors.Failed("models/crafted", failure).StatusCode);
    }

    [Fact]
    public void What_found_no_memory_when_it_was_alone_is_not_to_be_tried_again()
    {
        var memory = SamplerErrors.Failed("models/a", new ModelException(ModelException.Memory, "there is none"));
        Assert.Equal(StatusCode.ResourceExhausted, memory.StatusCode);
        Assert.Equal("models/a: there is none", memory.Status.Detail);
        Assert.Null(memory.GetRpcStatus());
        var forward = SamplerErrors.Failed("models/a", new ModelException("forward", "it failed"));
        Assert.Equal(StatusCode.FailedPrecondition, forward.StatusCode);
    }

    [Theory]
    [InlineData("[enforce fail at alloc_cpu.cpp:117] . DefaultCPUAllocator: not enough memory: you tried to allocate")]
    [InlineData("CUDA out of memory. Tried to allocate 20.00 GiB.")]
    [InlineData("CUDA error: out of memory")]
    [InlineData("std::bad_alloc")]
    [InlineData("bad allocation")]
    [InlineData("DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes. Error code 12")]
    public void Lack_of_memory_is_told_by_its_text(string message) =>
        Assert.Equal(ModelException.Memory, CheckOf(message));

    [Theory]
    [InlineData("The following operation failed: the memory format is wrong")]
    [InlineData("RuntimeError: an input is above 3")]
    public void Other_failures_keep_their_check(string message) =>
        Assert.Equal("forward", CheckOf(message));

    [Theory]
    [InlineData("cannot open /opt/models/secret/lib.so: no such file", "cannot open lib.so: no such file")]
    [InlineData("Unable to load '/opt/a.b/lib.so' or '/usr/lib.so'", "Unable to load 'lib.so' or 'lib.so'")]
    [InlineData("the ratio 3/4, see https://example.org/a/b", "the ratio 3/4, see https://example.org/a/b")]
    public void Messages_tell_no_folders(string message, string told) =>
        Assert.Equal(told, TorchError.FirstLine(new InvalidOperationException(message)));

    [Theory]
    [InlineData("it is no archive", null)]
    [InlineData("no archive\nException raised from valid at a.cc:242 (most recent call first):\nframe #0: f()\n", null)]
    [InlineData(
        "The following operation failed.\n  File \"a.py\", line 3\nRuntimeError: no\nframe #10: [0x7f]",
        "The following operation failed.\n  File \"a.py\", line 3\nRuntimeError: no")]
    public void Details_have_the_trace_of_the_model_and_no_call_stack_of_the_engine(string message, string? detail) =>
        Assert.Equal(detail, RefusalOf(message).Detail);

    private static string CheckOf(string message) => RefusalOf(message).Check;

    private static ModelException RefusalOf(string message) =>
        TorchError.Refusal("forward", "it failed", new InvalidOperationException(message));
}
