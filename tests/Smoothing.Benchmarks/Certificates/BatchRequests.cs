using Google.Protobuf;
using Smoothing.Certification.Evidences;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Benchmarks.Certificates;

/// <summary>Evidence as a client sends it.</summary>
internal static class BatchRequests
{
    public static Wire.BatchCertifyCountsRequest Of(IEnumerable<Evidence> evidence) =>
        new() { Items = { evidence.Select(Item) } };

    private static Wire.CertifyCountsRequest Item(Evidence evidence) => new()
    {
        Evidence = new()
        {
            Selection = { evidence.Selection.Select(Sample) },
            Estimation = { evidence.Estimation.Select(Sample) },
        },
        ErrorProbability = VariedCounts.Error,
    };

    private static Wire.SampledCounts Sample(SampledCounts sample) =>
        new() { Source = Source(sample.Source), Counts = { sample.Counts.Select(Counts) } };

    private static Wire.ClassCounts Counts(ClassCounts counts) => new()
    {
        Range = new() { First = counts.Range.First, Count = counts.Range.Count },
        Unusable = counts.Unusable,
        Counts =
        {
            counts.ByClass.Index().Where(one => one.Item > 0)
                .Select(one => new Wire.ClassCount { Class = one.Index, Count = one.Item }),
        },
    };

    private static Wire.SampleSource Source(SampleSource source) => new()
    {
        Model = source.Model,
        ModelVersion = source.ModelVersion,
        ModelSha256 = ByteString.CopyFrom(source.ModelDigest.ToBytes()),
        InputSha256 = ByteString.CopyFrom(source.InputDigest.ToBytes()),
        Dimension = source.Dimension,
        Classes = source.Classes,
        Noise = LawMessages.ToMessage(source.Law),
        Grid = Grid(source.Grid),
        Slack = source.Slack,
        RunSeed = ByteString.CopyFrom(source.RunSeed.ToBytes()),
        Seed = ByteString.CopyFrom(source.Seed.ToBytes()),
        Generator = source.Generator,
        Fingerprint = Runtime(source.Fingerprint),
    };

    private static Wire.Grid Grid(Grid grid) => new()
    {
        Origin = new() { Numerator = grid.Origin.Numerator, Denominator = grid.Origin.Denominator },
        Step = new() { Numerator = grid.Step.Numerator, Denominator = grid.Step.Denominator },
        MinLevel = grid.MinLevel,
        MaxLevel = grid.MaxLevel,
    };

    private static Wire.RuntimeFingerprint Runtime(RuntimeFingerprint runtime) => new()
    {
        Engine = runtime.Engine,
        EngineVersion = runtime.EngineVersion,
        InstructionSet = runtime.InstructionSet,
        Device = runtime.Device,
        Precision = (Wire.Precision)runtime.Precision,
        TileSize = runtime.TileSize,
        MemoryFormat = runtime.MemoryFormat,
    };
}
