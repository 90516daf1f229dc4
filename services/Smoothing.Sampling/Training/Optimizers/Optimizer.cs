using TorchSharp;

namespace Smoothing.Sampling.Training.Optimizers;

/// <summary>Changes weights by their gradients. What it remembers is open, so that a checkpoint can keep it.</summary>
internal abstract class Optimizer : IDisposable
{
    private readonly IReadOnlyList<torch.Tensor> _weights;

    private protected Optimizer(IReadOnlyList<torch.Tensor> weights) => _weights = weights;

    /// <summary>What it remembers of earlier steps.</summary>
    public abstract IReadOnlyList<NamedTensor> State { get; }

    /// <summary>Makes an optimizer.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="weights">The weights that it changes, in place.</param>
    /// <param name="decay">Weight decay.</param>
    public static Optimizer Of(OptimizerKind kind, IReadOnlyList<torch.Tensor> weights, double decay) => kind switch
    {
        OptimizerKind.Adam => new AdamOptimizer(weights, decay),
        OptimizerKind.Sgd => new SgdOptimizer(weights, decay),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "an optimizer"),
    };

    /// <summary>Changes the weights.</summary>
    /// <param name="rate">Learning rate.</param>
    /// <param name="step">The step, from 1.</param>
    public void Step(double rate, long step)
    {
        using var scope = torch.NewDisposeScope();
        using var still = torch.no_grad();
        for (var i = 0; i < _weights.Count; i++)
        {
            // A weight that the loss does not depend on has none.
            if (_weights[i].grad is { } gradient)
                Change(i, _weights[i], gradient, rate, step);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var one in State)
            one.Value.Dispose();
    }

    /// <summary>Changes one weight.</summary>
    private protected abstract void Change(
        int index, torch.Tensor weight, torch.Tensor gradient, double rate, long step);

    /// <summary>Zeros in the shape and memory format of the weights.</summary>
    private protected static NamedTensor[] Zeros(string name, IReadOnlyList<torch.Tensor> weights)
    {
        using var still = torch.no_grad();
        return [.. weights.Select((weight, i) => new NamedTensor($"{name}.{i}", torch.zeros_like(weight)))];
    }
}
