using Smoothing.Sampling.Native;
using TorchSharp;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>Products of matrices of binary32 (sgemm) on one thread: what the machine can do with a model's
/// multiplications at best.</summary>
internal sealed class MatrixProducts : IDisposable
{
    private const int Side = 1024;

    private readonly torch.Tensor _left = torch.rand(Side, Side), _right = torch.rand(Side, Side);

    /// <summary>Multiplies as many numbers as the forward passes of a model, up to a part of a product.</summary>
    public Task RunAsync(MeasuredModel model, long draws) => Task.Factory.StartNew(
        () =>
        {
            TorchRuntime.PrepareThread();
            HostLibraries.YieldToOthers();
            var products = (long)Math.Ceiling((double)draws * model.Multiplications / ((double)Side * Side * Side));
            for (var i = 0L; i < products; i++)
                torch.mm(_left, _right).Dispose();
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
    }
}
