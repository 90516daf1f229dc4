using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Probing;

/// <summary>What a probe is asked: which shapes does the model take, is it what its manifest says, or how fast is it?
/// </summary>
/// <param name="File">The model file.</param>
/// <param name="Device">"cpu" or "cuda:N".</param>
/// <param name="Mark">Begins the line that is the answer: models may print lines of their own.</param>
internal sealed record ProbeRequest(string File, string Device, string Mark)
{
    /// <summary>Shapes of one input, tried in order; null when a manifest is checked.</summary>
    public int[][]? Shapes { get; init; }

    /// <summary>The manifest to check, as JSON; null when shapes are tried.</summary>
    public string? Manifest { get; init; }

    /// <summary>How far beyond the input range noise is taken to lead, in units of the input.</summary>
    public double Reach { get; init; }

    /// <summary>Whether to measure how fast the model of the manifest is, instead of checking it.</summary>
    public bool WantsSpeed { get; init; }

    /// <summary>With <see cref="WantsSpeed"/>: which forms to measure.</summary>
    public FormWishes Wishes { get; init; } = FormWishes.None;

    /// <summary>Whether to answer with the golden output where the manifest has none.</summary>
    public bool WantsGolden { get; init; }
}
