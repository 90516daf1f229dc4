namespace Smoothing.Benchmarks.Sampler;

/// <summary>A quotient of the rates of two rows of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="One">Number of a row, from 0.</param>
/// <param name="Other">Number of the row that it is divided by.</param>
internal sealed record Comparison(string Name, int One, int Other);
