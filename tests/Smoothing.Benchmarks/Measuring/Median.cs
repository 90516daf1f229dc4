namespace Smoothing.Benchmarks.Measuring;

/// <summary>What a subject took an item, each number the median over its repetitions.</summary>
/// <param name="Name">Name of the subject.</param>
/// <param name="Processor">Processor time of an item, in seconds.</param>
/// <param name="Wall">Clock time of an item, in seconds.</param>
/// <param name="Cores">Processor time over clock time.</param>
/// <param name="Allocated">Bytes that an item allocates.</param>
/// <param name="Spread">Largest processor time of the middle half of the repetitions over the smallest.</param>
internal sealed record Median(
    string Name, double Processor, double Wall, double Cores, double Allocated, double Spread)
{
    /// <summary>Items in a second of one processor.</summary>
    public double Rate => 1 / Processor;

    public static Median Of(Subject subject, IReadOnlyList<Spent> spent)
    {
        double[] processor = [.. spent.Select(one => one.Processor).Order()];
        return new(
            subject.Name,
            Middle(processor) / subject.Items,
            Middle(spent.Select(one => one.Wall)) / subject.Items,
            Middle(spent.Select(one => one.Processor / one.Wall)),
            Middle(spent.Select(one => one.Allocated)) / subject.Items,
            processor[^(1 + (processor.Length / 4))] / processor[processor.Length / 4]);
    }

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
