namespace Smoothing.Sampling.Probing;

/// <summary>What a probe found.</summary>
/// <param name="Check">Name of the check that failed; null when the file was loaded.</param>
/// <param name="Message">What was found.</param>
/// <param name="Detail">What only the operator is told.</param>
/// <param name="Sha256">Digest of the bytes that were loaded, in hexadecimal.</param>
/// <param name="Accepted">The shapes that the model takes, with the number of classes that it answers.</param>
/// <param name="Refusals">Why each of the other shapes was refused.</param>
internal sealed record ProbeAnswer(
    string? Check,
    string? Message,
    string? Detail,
    string? Sha256,
    AcceptedShape[] Accepted,
    ShapeRefusal[] Refusals);

/// <summary>A shape that a model takes.</summary>
/// <param name="Shape">Shape of one input.</param>
/// <param name="Classes">Number of classes.</param>
internal sealed record AcceptedShape(int[] Shape, int Classes);

/// <summary>A shape that a model does not take.</summary>
/// <param name="Shape">Shape of one input.</param>
/// <param name="Check">Name of the check that failed.</param>
/// <param name="Message">What was found.</param>
internal sealed record ShapeRefusal(int[] Shape, string Check, string Message);
