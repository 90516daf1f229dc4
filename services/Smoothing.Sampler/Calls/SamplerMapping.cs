using System.Buffers.Binary;
using Google.Protobuf;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Messages;
using Smoothing.Sampling;
using Smoothing.Sampling.Models;
using Wire = Smoothing.V1;

namespace Smoothing.Sampler.Calls;

/// <summary>Between the wire and the domain. What comes from the wire was validated before.</summary>
internal static class SamplerMapping
{
    /// <summary>What to count.</summary>
    public static SampleRequest ToDomain(Wire.SampleCountsRequest request, ModelEntry model) => new(
        model,
        Levels(request.Input, model),
        LawMessages.Read(request.Noise, Refused)!,
        new Seed(request.RunSeed.Span),
        new DrawRange(request.Draws.First, request.Draws.Count),
        request.ReportEvery);

    /// <summary>A model.</summary>
    public static Wire.Model ToWire(ModelEntry entry)
    {
        var manifest = entry.Manifest!;
        return new Wire.Model
        {
            Name = ResourceName.Of(entry.Name),
            Version = manifest.Version,
            Sha256 = ToWire(entry.Digest!.Value),
            Shape = { manifest.Shape },
            Layout = ToWire(manifest.Layout),
            Grid = ToWire(manifest.Grid),
            Classes = manifest.Classes,
            Labels = { manifest.Labels },
            TileSize = manifest.TileSize,
            Fingerprint = ToWire(entry.Fingerprint!),
        };
    }

    /// <summary>Where counts come from.</summary>
    public static Wire.SampleSource ToWire(SampleSource source) => new()
    {
        Model = source.Model,
        ModelVersion = source.ModelVersion,
        ModelSha256 = ToWire(source.ModelDigest),
        InputSha256 = ToWire(source.InputDigest),
        Dimension = source.Dimension,
        Classes = source.Classes,
        Noise = LawMessages.ToMessage(source.Law),
        Grid = ToWire(source.Grid),
        Slack = source.Slack,
        RunSeed = ByteString.CopyFrom(source.RunSeed.ToBytes()),
        Seed = ByteString.CopyFrom(source.Seed.ToBytes()),
        Generator = source.Generator,
        Fingerprint = ToWire(source.Fingerprint),
    };

    /// <summary>Counts; only classes that were answered are named.</summary>
    public static Wire.ClassCounts ToWire(ClassCounts counts)
    {
        var wire = new Wire.ClassCounts
        {
            Range = new Wire.DrawRange { First = counts.Range.First, Count = counts.Range.Count },
            Unusable = counts.Unusable,
        };
        for (var i = 0; i < counts.ByClass.Length; i++)
        {
            if (counts.ByClass[i] > 0)
                wire.Counts.Add(new Wire.ClassCount { Class = i, Count = counts.ByClass[i] });
        }

        return wire;
    }

    private static int[] Levels(Wire.Tensor input, ModelEntry model)
    {
        var levels = new int[model.Manifest!.Dimension];
        for (var i = 0; i < levels.Length; i++)
        {
            if (input.DataCase == Wire.Tensor.DataOneofCase.Levels)
                levels[i] = model.Manifest.Grid.MinLevel + input.Levels[i];
            else if (!model.Reader!.TryLevelOf(
                BinaryPrimitives.ReadSingleLittleEndian(input.Binary32.Span[(sizeof(float) * i)..]), out levels[i]))
                throw new InvalidOperationException("a number that is not on the grid passed the validation");
        }

        return levels;
    }

    private static void Refused(string field, string description) =>
        throw new InvalidOperationException("a law that cannot be drawn passed the validation");

    private static ByteString ToWire(Digest digest) => ByteString.CopyFrom(digest.ToBytes());

    private static Wire.Grid ToWire(Grid grid) => new()
    {
        Origin = ToWire(grid.Origin),
        Step = ToWire(grid.Step),
        MinLevel = grid.MinLevel,
        MaxLevel = grid.MaxLevel,
    };

    private static Wire.Rational ToWire(Rational number) => new()
    {
        Numerator = number.Numerator,
        Denominator = number.Denominator,
    };

    private static Wire.RuntimeFingerprint ToWire(RuntimeFingerprint fingerprint) => new()
    {
        Engine = fingerprint.Engine,
        EngineVersion = fingerprint.EngineVersion,
        InstructionSet = fingerprint.InstructionSet,
        Device = fingerprint.Device,
        Precision = fingerprint.Precision switch
        {
            Precision.Binary32 => Wire.Precision.Binary32,
            Precision.BFloat16 => Wire.Precision.Bfloat16,
            _ => Wire.Precision.Unspecified,
        },
        TileSize = fingerprint.TileSize,
        MemoryFormat = fingerprint.MemoryFormat,
    };

    private static Wire.Layout ToWire(Layout layout) => layout switch
    {
        Layout.Plain => Wire.Layout.Plain,
        Layout.Chw => Wire.Layout.Chw,
        Layout.Hwc => Wire.Layout.Hwc,
        _ => Wire.Layout.Unspecified,
    };
}
