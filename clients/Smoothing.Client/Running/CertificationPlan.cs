using Smoothing.Draws.Counting;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Client.Running;

/// <summary>All that is fixed before the first draw of a run.</summary>
/// <param name="Model">The model, as the sampler describes it.</param>
/// <param name="Noise">The noise law.</param>
/// <param name="SelectionDraws">Draws n0 that choose the class. At least 1.</param>
/// <param name="EstimationDraws">Other draws n that bound its probability. At least 1.</param>
/// <param name="Error">Allowed error probability α of each certificate. In [1e-12, 0.5].</param>
/// <param name="RunSeed">Seed of the run.</param>
public sealed record CertificationPlan(
    Wire.Model Model, NoiseLaw Noise, long SelectionDraws, long EstimationDraws, double Error, Seed RunSeed)
{
    /// <summary>Norms in which balls are wanted, each in [1, 64] or positive infinity; the certifier's own when empty.
    /// </summary>
    public IReadOnlyList<double> Norms { get; init; } = [];

    /// <summary>Interval method; one that needs no checkpoints.</summary>
    public Wire.IntervalMethod Interval { get; init; } = Wire.IntervalMethod.ClopperPearson;

    /// <summary>The selection draws, from the first draw on.</summary>
    public DrawRange Selection => new(0, SelectionDraws);

    /// <summary>The estimation draws, from the next tile on.</summary>
    public DrawRange Estimation => new(Selection.NextTileStart(Model.TileSize), EstimationDraws);

    /// <summary>The request for one range of one input.</summary>
    public Wire.SampleCountsRequest Request(Wire.Tensor input, DrawRange draws) => new()
    {
        Model = Model.Name,
        ModelSha256 = Model.Sha256,
        Input = input,
        Noise = LawMessages.ToMessage(Noise),
        RunSeed = Google.Protobuf.ByteString.CopyFrom(RunSeed.ToBytes()),
        Draws = new() { First = draws.First, Count = draws.Count },
    };
}
