using TorchSharp;

namespace Smoothing.Sampling.Training;

/// <summary>A tensor that a checkpoint keeps.</summary>
/// <param name="Name">Its name, unique in its checkpoint.</param>
/// <param name="Value">The tensor in memory.</param>
internal sealed record NamedTensor(string Name, torch.Tensor Value);
