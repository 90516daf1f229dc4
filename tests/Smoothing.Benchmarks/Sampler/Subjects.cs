using Smoothing.Benchmarks.Measuring;
using Smoothing.Draws.Laws;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>The subjects of a model, in slices of about the same time.</summary>
/// <param name="model">The model.</param>
/// <param name="seconds">Time of a slice.</param>
internal sealed class Subjects(MeasuredModel model, double seconds)
{
    private readonly SliceSizes _slices = new(model.Manifest.TileSize, seconds);

    /// <summary>A forward pass in this process.</summary>
    /// <param name="name">Name of the row.</param>
    /// <param name="bare">What runs it.</param>
    /// <param name="threads">As in <see cref="SliceSizes.OfAsync"/>.</param>
    public Task<Slice> BareAsync(string name, BareForward bare, int threads) =>
        _slices.OfAsync(name, threads, (_, draws) => Spent.OfAsync(() => bare.RunAsync(draws)));

    /// <summary>The forward pass on the workers of a service.</summary>
    /// <param name="name">Name of the row.</param>
    /// <param name="calls">The service.</param>
    /// <param name="law">Law of the noise of the tile.</param>
    /// <param name="threads">As in <see cref="SliceSizes.OfAsync"/>.</param>
    public Task<Slice> BareAsync(string name, SamplerCalls calls, NoiseLaw law, int threads) =>
        _slices.OfAsync(name, threads, (_, draws) => calls.RunBareAsync(model, law, draws));

    /// <summary>Products of matrices with as many multiplications as forward passes have.</summary>
    /// <param name="products">What multiplies.</param>
    public Task<Slice> ProductsAsync(MatrixProducts products) => _slices.OfAsync(
        "sgemm of as many multiplications, 1 thread", 1, (_, draws) =>
            Spent.OfAsync(() => products.RunAsync(model, draws)));

    /// <summary>A service, through gRPC.</summary>
    /// <param name="name">Name of the row.</param>
    /// <param name="calls">The service.</param>
    /// <param name="law">Law of the noise.</param>
    /// <param name="threads">As in <see cref="SliceSizes.OfAsync"/>.</param>
    public Task<Slice> ServiceAsync(string name, SamplerCalls calls, NoiseLaw law, int threads) => _slices.OfAsync(
        $"{name}, {law}", threads, (repetition, draws) =>
            Spent.OfAsync(() => calls.CountAsync(model, law, (long)repetition * draws, draws)));

    /// <summary>The peer's loop.</summary>
    /// <param name="name">Name of the row.</param>
    /// <param name="peer">Python.</param>
    /// <param name="variant">"plain" or "optimized".</param>
    /// <param name="intraOp">Intra-op threads.</param>
    public Task<Slice> PeerAsync(string name, PeerProcess peer, string variant, int intraOp) => _slices.OfAsync(
        name, intraOp == 1 ? 1 : 0, (_, draws) => peer.RunAsync(model, variant, intraOp, draws));
}
