using System.Buffers.Binary;
using Google.Protobuf;
using Smoothing.Data;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Certifying;

/// <summary>Images as inputs of a model.</summary>
internal static class InputTensor
{
    private const int LastImageLevel = 255;

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
        if (!images.HoldsNumbers && (levels == 1 || (levels - 1) % LastImageLevel != 0))
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{images.Name} holds 8-bit images; the grid of {model.Name} has {levels} levels, not 256, nor as many "
                    + "between each two of 256");
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

    /// <summary>An image as levels of the model's grid, in the model's order of axes.</summary>
    /// <remarks>The levels of 8-bit images are evenly over the range of the grid: they are its levels where it has 256.
    /// Real numbers are rounded to the nearest level.</remarks>
    /// <exception cref="ImageFileException">Real numbers are outside of the range of levels.</exception>
    public static int[] LevelsOf(Wire.Model model, LabelledImage image)
    {
        if (image.Numbers is not null)
            return Ordered(model, image.Shape, InputRounding.Of(model, image).Levels);
        var factor = (model.Grid.MaxLevel - model.Grid.MinLevel) / LastImageLevel;
        var bytes = image.Levels.Span;
        var levels = new int[bytes.Length];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = model.Grid.MinLevel + (bytes[i] * factor);
        return Ordered(model, image.Shape, levels);
    }

    /// <summary>An image as a tensor in the model's order of axes.</summary>
    public static Wire.Tensor Of(Wire.Model model, LabelledImage image) => Of(model, LevelsOf(model, image));

    /// <summary>Levels of the model's grid, in the model's order of axes, as a tensor.</summary>
    public static Wire.Tensor Of(Wire.Model model, int[] levels)
    {
        var tensor = new Wire.Tensor { Shape = { model.Shape } };
        if (model.Grid.MaxLevel - model.Grid.MinLevel <= byte.MaxValue)
        {
            var offsets = new byte[levels.Length];
            for (var i = 0; i < levels.Length; i++)
                offsets[i] = (byte)(levels[i] - model.Grid.MinLevel);
            tensor.Levels = UnsafeByteOperations.UnsafeWrap(offsets);
            return tensor;
        }

        var grid = ServiceLookup.GridOf(model);
        var numbers = new byte[sizeof(float) * levels.Length];
        for (var i = 0; i < levels.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(numbers.AsSpan(sizeof(float) * i), grid.NumberOf(levels[i]));
        tensor.Binary32 = UnsafeByteOperations.UnsafeWrap(numbers);
        return tensor;
    }

    /// <summary>Elements in the order [channel, row, column] in the model's order of axes.</summary>
    public static T[] Ordered<T>(Wire.Model model, ImageShape shape, T[] elements)
    {
        if (model.Layout != Wire.Layout.Hwc)
            return elements;
        var (channels, area) = (shape.Channels, shape.Height * shape.Width);
        var interleaved = new T[elements.Length];
        for (var i = 0; i < interleaved.Length; i++)
            interleaved[i] = elements[(i % channels * area) + (i / channels)];
        return interleaved;
    }
}
