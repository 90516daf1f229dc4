using TorchSharp;

namespace Smoothing.Sampling.Training.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019).
/// </summary>
internal sealed class AdamOptimizer(IReadOnlyList<torch.Tensor> weights, double decay) : Optimizer(weights)
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly NamedTensor[] _mean = Zeros("mean", weights), _square = Zeros("square", weights);

    public override IReadOnlyList<NamedTensor> State => [.. _mean, .. _square];

    private protected override void Change(
        int index, torch.Tensor weight, torch.Tensor gradient, double rate, long step)
    {
        var (mean, square) = (_mean[index].Value, _square[index].Value);
        mean.mul_(Beta1).add_(gradient, alpha: 1 - Beta1);
        square.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
        var deviation = square.sqrt().div_(Math.Sqrt(1 - Math.Pow(Beta2, step))).add_(Epsilon);
        weight.mul_(1 - rate * decay).addcdiv_(mean, deviation, -rate / (1 - Math.Pow(Beta1, step)));
    }
}
