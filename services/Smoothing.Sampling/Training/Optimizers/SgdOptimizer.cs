using TorchSharp;

namespace Smoothing.Sampling.Training.Optimizers;

/// <summary>Gradient descent: v ← 0.9 v + gradient + decay · w; w ← w - rate · v (Polyak, 1964).</summary>
internal sealed class SgdOptimizer(IReadOnlyList<torch.Tensor> weights, double decay) : Optimizer(weights)
{
    private const double Momentum = 0.9;

    private readonly NamedTensor[] _velocity = Zeros("velocity", weights);

    public override IReadOnlyList<NamedTensor> State => _velocity;

    private protected override void Change(
        int index, torch.Tensor weight, torch.Tensor gradient, double rate, long step)
    {
        var velocity = _velocity[index].Value;
        velocity.mul_(Momentum).add_(gradient).add_(weight, alpha: decay);
        weight.add_(velocity, alpha: -rate);
    }
}
