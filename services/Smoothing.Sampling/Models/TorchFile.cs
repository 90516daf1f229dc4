using Smoothing.Sampling.Native;
using TorchSharp;

namespace Smoothing.Sampling.Models;

/// <summary>What a TorchScript file must be, said once for the probe and for the service.</summary>
internal static class TorchFile
{
    /// <summary>Loads a model for inference.</summary>
    /// <exception cref="ModelException">Check "load": libtorch does not load it.</exception>
    public static torch.jit.ScriptModule<torch.Tensor, torch.Tensor> Load(byte[] bytes, torch.Device device) =>
        Load(bytes, device, out _);

    /// <summary>Loads a model for inference.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="device">Where it is run.</param>
    /// <param name="savedInTraining">Whether it was saved in training mode; it is in evaluation mode now.</param>
    /// <exception cref="ModelException">Check "load": libtorch does not load it.</exception>
    public static torch.jit.ScriptModule<torch.Tensor, torch.Tensor> Load(
        byte[] bytes, torch.Device device, out bool savedInTraining)
    {
        if (bytes.Length == 0)
            throw new ModelException("load", "the file is empty");
        try
        {
            var module = torch.jit.load<torch.Tensor, torch.Tensor>(bytes, device);
            savedInTraining = module.training;
            module.eval();
            return module;
        }
        catch (Exception exception) when (TorchError.Is(exception))
        {
            throw TorchError.Refusal("load", "not a TorchScript file", exception);
        }
    }

    /// <summary>Runs a model.</summary>
    /// <exception cref="ModelException">
    /// Check "forward": it throws, takes another number of inputs, or does not return one tensor. Check "memory": there
    /// is none left.
    /// </exception>
    public static torch.Tensor Forward(torch.jit.ScriptModule<torch.Tensor, torch.Tensor> module, torch.Tensor tile)
    {
        try
        {
            return module.forward(tile);
        }
        catch (Exception exception) when (TorchError.Is(exception))
        {
            throw TorchError.Refusal("forward", "the model failed", exception);
        }
    }

    /// <summary>Requires outputs that are binary32 [rows, classes].</summary>
    /// <param name="output">What the model answered.</param>
    /// <param name="rows">Number of inputs.</param>
    /// <param name="classes">Number of classes; null for any from 2 on.</param>
    /// <returns>The number of classes.</returns>
    /// <exception cref="ModelException">Check "output_type", "output_shape" or "class_count".</exception>
    public static int RequireOutput(torch.Tensor output, int rows, int? classes)
    {
        if (output.dtype != torch.ScalarType.Float32)
            throw new ModelException("output_type", $"outputs are {output.dtype}; they must be Float32");
        if (output.shape is not [var first, >= 2 and <= ModelManifest.ClassLimit and var found] || first != rows)
        {
            throw new ModelException(
                "output_shape",
                $"outputs for {rows} inputs have the shape [{string.Join(", ", output.shape)}]; it must be "
                    + $"[{rows}, classes] with 2 to {ModelManifest.ClassLimit} classes");
        }

        return classes is null || found == classes
            ? (int)found
            : throw new ModelException(
                "class_count", $"the model answers {found} classes; its manifest says {classes}");
    }
}
