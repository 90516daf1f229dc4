using System.Buffers.Binary;
using Smoothing.Draws.Grids;
using Smoothing.Hosting;
using Smoothing.Sampling.Models;
using Wire = Smoothing.V1;

namespace Smoothing.Sampler.Calls;

/// <summary>Finds what is wrong with an input; of its numbers the first that is wrong is named.</summary>
internal static class InputValidation
{
    private const int ByteLevels = 256;

    /// <summary>Validates an input against the model that takes it.</summary>
    /// <param name="input">The input.</param>
    /// <param name="model">The model; null when it is not known, which leaves what needs no model.</param>
    /// <param name="maxBytes">Largest input.</param>
    /// <param name="violations">Receives what is wrong.</param>
    public static void Validate(Wire.Tensor? input, ModelEntry? model, int maxBytes, Violations violations)
    {
        if (input is null)
        {
            violations.Add("input", "is missing");
            return;
        }

        // Bytes are held against the shape only where the request has the model's.
        var manifest = Shape(input, model?.Manifest, violations) ? model?.Manifest : null;
        switch (input.DataCase)
        {
            case Wire.Tensor.DataOneofCase.None:
                violations.Add("input", "has no data; give levels or binary32");
                break;
            case Wire.Tensor.DataOneofCase.Levels:
                if (Bytes(input.Levels.Length, 1, "input.levels", manifest, maxBytes, violations))
                    Levels(input.Levels.Span, manifest!.Grid, violations);
                break;
            default:
                if (Bytes(input.Binary32.Length, sizeof(float), "input.binary32", manifest, maxBytes, violations))
                    Numbers(input.Binary32.Span, model!, violations);
                break;
        }
    }

    private static bool Shape(Wire.Tensor input, ModelManifest? manifest, Violations violations)
    {
        if (manifest is null || input.Shape.SequenceEqual(manifest.Shape))
            return true;
        violations.Add(
            "input.shape",
            $"is [{string.Join(", ", input.Shape.Take(8))}{(input.Shape.Count > 8 ? ", …" : "")}]; this model takes "
                + $"[{string.Join(", ", manifest.Shape)}]");
        return false;
    }

    private static bool Bytes(
        int length, int width, string field, ModelManifest? manifest, int maxBytes, Violations violations)
    {
        if (length > maxBytes)
            violations.Add(field, $"has {length} bytes; this sampler takes at most {maxBytes}");
        else if (manifest is null)
            return false;
        else if (length == (long)manifest.Dimension * width)
            return true;
        else
            violations.Add(
                field,
                $"has {length} bytes; the shape [{string.Join(", ", manifest.Shape)}] needs "
                    + $"{(long)manifest.Dimension * width}, {width} an element");
        return false;
    }

    private static void Levels(ReadOnlySpan<byte> levels, Grid grid, Violations violations)
    {
        if (grid.Levels > ByteLevels)
        {
            violations.Add("input.levels", $"cannot hold this model's {grid.Levels} levels; give binary32");
            return;
        }

        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] < grid.Levels)
                continue;
            violations.Add("input.levels", $"element {i} is {levels[i]}; it must be in [0, {grid.Levels - 1}]");
            return;
        }
    }

    private static void Numbers(ReadOnlySpan<byte> bytes, ModelEntry model, Violations violations)
    {
        var grid = model.Manifest!.Grid;
        for (var i = 0; i < bytes.Length / sizeof(float); i++)
        {
            var number = BinaryPrimitives.ReadSingleLittleEndian(bytes[(sizeof(float) * i)..]);
            if (model.Reader!.TryLevelOf(number, out _))
                continue;
            violations.Add(
                "input.binary32",
                FormattableString.Invariant($"element {i} is {number}; it must be one of the {grid.Levels} numbers ")
                    + FormattableString.Invariant($"{grid.NumberOf(grid.MinLevel)} to {grid.NumberOf(grid.MaxLevel)} ")
                    + $"in steps of {grid.Step}, each rounded to binary32");
            return;
        }
    }
}
