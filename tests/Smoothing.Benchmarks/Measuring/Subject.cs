namespace Smoothing.Benchmarks.Measuring;

/// <summary>Something that is measured.</summary>
/// <param name="Name">Its name, in a table.</param>
/// <param name="Items">Items of one repetition.</param>
/// <param name="RepeatAsync">Does one repetition, the number of which it is given; tells what it took.</param>
internal sealed record Subject(string Name, int Items, Func<int, Task<Spent>> RepeatAsync);
