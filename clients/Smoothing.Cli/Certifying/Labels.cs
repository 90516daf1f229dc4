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
            if (images.LabelOf(index) is { } label && label >= model.Classes)
            {
                throw new CommandException(
                    ExitCode.Usage,
                    $"{images.Name}: input {index} has label {label}; "
                        + $"{model.Name} has the classes 0 to {model.Classes - 1}");
            }
        }
    }

    /// <summary>What people should know where the classes of the data have other names than those of the model.
    /// </summary>
    /// <returns>A sentence about the first such class; null where there is none, or names are not known.</returns>
    public static string? OtherNames(Wire.Model model, IImageSet images)
    {
        if (model.Labels.Count == 0)
            return null;
        var other = images.ClassNames.Zip(model.Labels).ToList().FindIndex(
            names => !names.First.Equals(names.Second, StringComparison.OrdinalIgnoreCase));
        return other < 0 ? null : $"note: class {other} is {images.ClassNames[other]} in {images.Name} and "
            + $"{model.Labels[other]} in {model.Name}; labels are compared by number";
    }
}
