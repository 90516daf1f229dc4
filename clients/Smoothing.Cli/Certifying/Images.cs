using Smoothing.Data;

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
    /// <exception cref="CommandException">One cannot be read; the first is named.</exception>
    public static void RequireReadable(IImageSet images, IEnumerable<int> indices, CancellationToken cancellation)
    {
        try
        {
            foreach (var index in indices)
            {
                cancellation.ThrowIfCancellationRequested();
                _ = images[index];
            }
        }
        catch (ImageFileException exception)
        {
            throw new CommandException(ExitCode.Usage, exception.Message, exception);
        }
    }
}
