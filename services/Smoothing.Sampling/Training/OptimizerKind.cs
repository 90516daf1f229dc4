namespace Smoothing.Sampling.Training;

/// <summary>How weights follow gradients.</summary>
public enum OptimizerKind
{
    /// <summary>Adam with decoupled weight decay (Kingma and Ba, 2015; Loshchilov and Hutter, 2019).</summary>
    Adam = 1,

    /// <summary>Gradient descent with momentum 0.9, weight decay as a part of the gradient.</summary>
    Sgd = 2,
}
