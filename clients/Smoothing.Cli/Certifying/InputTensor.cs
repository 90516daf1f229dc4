using Google.Protobuf;
using Smoothing.Data;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Certifying;

/// <summary>8-bit images as inputs of a model.</summary>
internal static class InputTensor
{
    private const int ImageLevels = 256;

    /// <summary>Checks that images of a shape are inputs of a model.</summary>
    /// <exception cref="CommandException">They are not.</exception>
    public static void Require(Wire.Model model, IImageSet images)
    {
        var shape = images.Shape;
        int[] expected = model.Layout == Wire.Layout.Hwc
            ? [shape.Height, shape.Width, shape.Channels]
            : [shape.Channels, shape.Height, shape.Width];
        var fits = model.Layout == Wire.Layout.Plain
            ? model.Shape.Aggregate(1L, (product, extent) => product * extent) == shape.Length
            : model.Shape.SequenceEqual(expected);
        if (!fits)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{images.Name} holds images of {shape.Channels}x{shape.Height}x{shape.Width}; {model.Name} takes "
                    + $"{string.Join('x', model.Shape)} ({model.Layout.ToString().ToLowerInvariant()})"
                    + Remedy(model, shape));
        }

        var levels = model.Grid.MaxLevel - model.Grid.MinLevel + 1;
        if (levels != ImageLevels)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{images.Name} holds 8-bit images; the grid of {model.Name} has {levels} levels, not 256");
        }
    }

    private static string Remedy(Wire.Model model, ImageShape shape)
    {
        var channels = model.Layout switch
        {
            Wire.Layout.Chw when model.Shape.Count == 3 => model.Shape[0],
            Wire.Layout.Hwc when model.Shape.Count == 3 => model.Shape[2],
            _ => 0,
        };
        return channels == 0 ? ""
            : channels == shape.Channels ? "; --resize and --crop change the size"
            : $"; the number of channels, {shape.Channels} and {channels}, is not changed here";
    }

    /// <summary>An image as a tensor in the model's order of axes.</summary>
    public static Wire.Tensor Of(Wire.Model model, LabelledImage image)
    {
        var levels = image.Levels.Span;
        if (model.Layout != Wire.Layout.Hwc)
            return new() { Shape = { model.Shape }, Levels = ByteString.CopyFrom(levels) };
        var (channels, area) = (image.Shape.Channels, image.Shape.Height * image.Shape.Width);
        var interleaved = new byte[levels.Length];
        for (var i = 0; i < interleaved.Length; i++)
            interleaved[i] = levels[i % channels * area + i / channels];
        return new() { Shape = { model.Shape }, Levels = ByteString.CopyFrom(interleaved) };
    }
}
