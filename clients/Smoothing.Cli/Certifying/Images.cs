using Smoothing.Data;

namespace Smoothing.Cli.Certifying;

/// <summary>Opens images, with the command's own error.</summary>
internal static class Images
{
    public static IImageSet Open(string path, string? labels)
    {
        try
        {
            return ImageSet.Open(path, labels);
        }
        catch (ImageFileException exception)
        {
            throw new CommandException(ExitCode.Usage, exception.Message, exception);
        }
    }
}
