using Google.Protobuf;
using Smoothing.Cli.Certifying;
using Smoothing.Client.Counting;
using Smoothing.Data;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Replaying;

/// <summary>Finds inputs in data by their identity.</summary>
internal static class InputFinder
{
    /// <summary>Looks at one image after another until all are found.</summary>
    /// <param name="model">The model that takes them.</param>
    /// <param name="images">The data; images of the model's shape.</param>
    /// <param name="wanted"><c>input_sha256</c> of the inputs.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The first index of each input that is there.</returns>
    /// <exception cref="CommandException">An image cannot be read.</exception>
    public static Dictionary<ByteString, int> Find(
        Wire.Model model, IImageSet images, IEnumerable<ByteString> wanted, CancellationToken cancellation)
    {
        var (missing, found) = (wanted.ToHashSet(), new Dictionary<ByteString, int>());
        try
        {
            for (var index = 0; index < images.Count && missing.Count > 0; index++)
            {
                cancellation.ThrowIfCancellationRequested();
                var digest = SentInput.DigestOf(InputTensor.Of(model, images[index]), model.Grid)!.Value;
                var identity = ByteString.CopyFrom(digest.ToBytes());
                if (missing.Remove(identity))
                    found.Add(identity, index);
            }
        }
        catch (ImageFileException exception)
        {
            throw new CommandException(ExitCode.Usage, exception.Message, exception);
        }

        return found;
    }
}
