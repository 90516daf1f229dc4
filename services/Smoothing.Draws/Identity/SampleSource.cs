using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Draws.Identity;

/// <summary>Where counts come from: all that fixes the draws, and the runtime that counted them.</summary>
/// <param name="Model">Resource name, "models/NAME".</param>
/// <param name="ModelVersion">The operator's version of the model.</param>
/// <param name="ModelDigest">Digest of the model file.</param>
/// <param name="InputDigest">Digest of the input's levels.</param>
/// <param name="Dimension">Number of coordinates.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Law">The noise law.</param>
/// <param name="Grid">The grid on which noise was drawn.</param>
/// <param name="Slack">Upper bound of the distance between the exact law and the table's.</param>
/// <param name="RunSeed">Seed of the run.</param>
/// <param name="Seed">Seed of this input.</param>
/// <param name="Generator">Name of the draw function.</param>
/// <param name="Fingerprint">The runtime that counted.</param>
public sealed record SampleSource(
    string Model,
    string ModelVersion,
    Digest ModelDigest,
    Digest InputDigest,
    long Dimension,
    int Classes,
    NoiseLaw Law,
    Grid Grid,
    double Slack,
    Seed RunSeed,
    Seed Seed,
    string Generator,
    RuntimeFingerprint Fingerprint);
