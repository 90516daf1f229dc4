using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Checks;

/// <summary>Units in which a model may want its inputs, other than those of its manifest.</summary>
/// <param name="Name">In words, such as "[0, 255]".</param>
/// <param name="Convert">From a share of the input range, in [0, 1], and a coordinate, to a number.</param>
internal sealed record InputUnits(string Name, Func<double, int, double> Convert)
{
    // Mean and standard deviation of the channels of ImageNet, which most of its models are trained with.
    private static readonly double[] Mean = [0.485, 0.456, 0.406], Deviation = [0.229, 0.224, 0.225];

    /// <summary>The usual units beside the manifest's own.</summary>
    public static IEnumerable<InputUnits> OthersThan(ModelManifest manifest)
    {
        var grid = manifest.Grid;
        var (low, high) = (grid.NumberOf(grid.MinLevel), grid.NumberOf(grid.MaxLevel));
        (double Low, double High)[] ranges = [(0, 1), (0, 255), (-1, 1)];
        foreach (var range in ranges.Where(range => range != (low, high)))
        {
            yield return new(
                FormattableString.Invariant($"[{range.Low}, {range.High}]"),
                (share, _) => range.Low + share * (range.High - range.Low));
        }

        if (ChannelOf(manifest) is { } channel)
        {
            yield return new(
                "ImageNet's normalisation of channels",
                (share, i) => (share - Mean[channel(i)]) / Deviation[channel(i)]);
        }
    }

    private static Func<int, int>? ChannelOf(ModelManifest manifest) => manifest switch
    {
        { Layout: Layout.Chw, Shape: [3, var height, var width] } => i => i / (height * width),
        { Layout: Layout.Hwc, Shape: [_, _, 3] } => i => i % 3,
        _ => null,
    };
}
