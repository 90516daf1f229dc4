namespace Smoothing.Sampling.Models;

/// <summary>What libtorch makes of a TorchScript file when it loads it. The last bits of outputs depend on it.</summary>
public enum Engine
{
    /// <summary>Nothing: every operator of the file is run as it is written.</summary>
    Libtorch,

    /// <summary>
    /// Weights become constants, and what can be computed from them once is: batch normalisation goes into the weights
    /// of the convolution before it (<c>torch.jit.freeze</c>).
    /// </summary>
    LibtorchFrozen,
}
