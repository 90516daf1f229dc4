namespace Smoothing.Sampling.Training.Checkpoints;

/// <summary>The part of a checkpoint that is text.</summary>
/// <param name="Format">Name and version of the format.</param>
/// <param name="Settings">What decides the weights.</param>
/// <param name="Position">How far the run is.</param>
/// <param name="Tensors">The tensors, in the order of their bytes.</param>
/// <param name="Sha256">Digest of the bytes of all tensors.</param>
internal sealed record CheckpointHead(
    string Format,
    SortedDictionary<string, string> Settings,
    TrainingPosition Position,
    TensorHead[] Tensors,
    string Sha256)
{
    /// <summary>The format that is written and read.</summary>
    public const string Current = "smoothing-checkpoint/1";
}

/// <summary>What a tensor is, without its numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its numbers, such as "Float32".</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Bytes">Length of its numbers.</param>
internal sealed record TensorHead(string Name, string Type, long[] Shape, int Bytes);
