using Smoothing.Sampling.Checks;

namespace Smoothing.Sampling.Probing;

/// <summary>What a probe found.</summary>
/// <param name="Sha256">Digest of the bytes that were loaded, in hexadecimal; null when they cannot be read.</param>
/// <param name="Checks">The checks that were made. Where the file cannot be used, one of them failed.</param>
internal sealed record ProbeAnswer(string? Sha256, CheckResult[] Checks)
{
    /// <summary>The shapes that the model takes, with the number of classes that it answers.</summary>
    public AcceptedShape[] Accepted { get; init; } = [];

    /// <summary>Why each of the other shapes was refused.</summary>
    public ShapeRefusal[] Refusals { get; init; } = [];

    /// <summary>How fast the model answered tiles of several forms, if that was asked.</summary>
    public TileSpeed[] Speeds { get; init; } = [];

    /// <summary>The runtime fingerprint of <see cref="GoldenLogits"/>.</summary>
    public string? GoldenRuntime { get; init; }

    /// <summary>What the model answers for the fixed input, if that was asked or is in the manifest.</summary>
    public float[]? GoldenLogits { get; init; }
}

/// <summary>A shape that a model takes.</summary>
/// <param name="Shape">Shape of one input.</param>
/// <param name="Classes">Number of classes.</param>
internal sealed record AcceptedShape(int[] Shape, int Classes);

/// <summary>A shape that a model does not take.</summary>
/// <param name="Shape">Shape of one input.</param>
/// <param name="Check">Name of the check that failed.</param>
/// <param name="Message">What was found.</param>
internal sealed record ShapeRefusal(int[] Shape, string Check, string Message);
