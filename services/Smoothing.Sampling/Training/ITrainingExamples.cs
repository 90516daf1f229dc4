namespace Smoothing.Sampling.Training;

/// <summary>Labelled inputs with 8-bit levels, reached by index.</summary>
public interface ITrainingExamples
{
    /// <summary>Number of examples. At least 1.</summary>
    int Count { get; }

    /// <summary>True class of an example, from 0.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    int LabelOf(int index);

    /// <summary>Reads the levels of an example.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    /// <param name="levels">Receives the levels 0..255, row-major [channel, row, column].</param>
    void Read(int index, Span<byte> levels);
}
