using System.Buffers.Binary;
using System.Security.Cryptography;
using Smoothing.Draws.Identity;

namespace Smoothing.Sampling.Training;

/// <summary>Identity of examples: a digest of all labels and levels in their order.</summary>
internal static class ExamplesDigest
{
    /// <summary>Reads all examples.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="dimension">Number of levels of one.</param>
    /// <param name="classes">Labels are below it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ArgumentException">A label is not a class.</exception>
    public static Digest Of(
        ITrainingExamples examples, int dimension, int classes, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var record = new byte[sizeof(int) + dimension];
        for (var index = 0; index < examples.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var label = examples.LabelOf(index);
            if (label < 0 || label >= classes)
                throw new ArgumentException($"label {label} of example {index} is not in [0, {classes})");
            BinaryPrimitives.WriteInt32LittleEndian(record, label);
            examples.Read(index, record.AsSpan(sizeof(int)));
            hash.AppendData(record);
        }

        return new(hash.GetHashAndReset());
    }
}
