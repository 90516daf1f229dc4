namespace Smoothing.Sampling.Probing;

/// <summary>What a probe is asked: which shapes does the model in a file take, and what does it answer?</summary>
/// <param name="File">The model file.</param>
/// <param name="Shapes">Shapes of one input, tried in order.</param>
/// <param name="TileSize">Inputs in the batch that is tried.</param>
/// <param name="Device">"cpu" or "cuda:N".</param>
/// <param name="Mark">Begins the line that is the answer: models may print lines of their own.</param>
internal sealed record ProbeRequest(string File, int[][] Shapes, int TileSize, string Device, string Mark);
