using Smoothing.Data;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Certifying;

/// <summary>Opens images, with the command's own error.</summary>
internal static class Images
{
    public static IImageSet Open(string path, string? labels) => Open(path, new ImageSetOptions { Labels = labels });

    public static IImageSet Open(string path, ImageSetOptions options)
    {
        try
        {
            return ImageSet.Open(path, options);
        }
        catch (ImageFileException exception)
        {
            throw new CommandException(ExitCode.Usage, exception.Message, exception);
        }
    }

    /// <summary>Reads all images that are taken once, before the first draw: damage is found before hours of work.
    /// </summary>
    /// <exception cref="CommandException">One cannot be read, or brought to the model's grid; the first is named.
    /// </exception>
    public static void RequireReadable(
        Wire.Model model, IImageSet images, IEnumerable<int> indices, CancellationToken cancellation)
    {
        try
        {
            foreach (var index in indices)
            {
                cancellation.ThrowIfCancellationRequested();
                var image = images[index];
                if (image.Numbers is not null)
                    _ = InputRounding.Of(model, image);
            }
        }
        catch (ImageFileException exception)
        {
            throw new CommandException(ExitCode.Usage, exception.Message, exception);
        }
    }
}
