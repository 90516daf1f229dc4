using Smoothing.Data;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Certifying;

/// <summary>Labels as classes of a model.</summary>
internal static class Labels
{
    /// <summary>Checks that the labels of the inputs that are taken are classes of a model.</summary>
    /// <exception cref="CommandException">One is not; the first is named.</exception>
    public static void Require(Wire.Model model, IImageSet images, IEnumerable<int> indices)
    {
        if (!images.HasLabels)
            return;
        foreach (var index in indices)
        {
            if (images[index].Label is { } label && label >= model.Classes)
            {
                throw new CommandException(
                    ExitCode.Usage,
                    $"{images.Name}: input {index} has label {label}; "
                        + $"{model.Name} has the classes 0 to {model.Classes - 1}");
            }
        }
    }
}
