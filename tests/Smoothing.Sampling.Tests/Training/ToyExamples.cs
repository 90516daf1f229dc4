using Smoothing.Sampling.Training;

namespace Smoothing.Sampling.Tests.Training;

/// <summary>Images of 2 x 2 whose class is the place of the bright pixel.</summary>
internal sealed class ToyExamples(int count, int classes = 3) : ITrainingExamples
{
    public int Count => count;

    public int LabelOf(int index) => index % classes;

    public void Read(int index, Span<byte> levels)
    {
        for (var i = 0; i < levels.Length; i++)
            levels[i] = (byte)(i == LabelOf(index) ? 255 - index % 7 : 3 * i + index % 5);
    }
}
