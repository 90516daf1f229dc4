using Grpc.Core;
using Smoothing.Draws.Identity;
using Smoothing.Hosting;
using Smoothing.Sampler.Models;
using Smoothing.Sampling;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampler.Calls;

/// <summary>What a call is answered when it cannot be served.</summary>
internal static class SamplerErrors
{
    private const int HintNames = 10;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>The models.</summary>
    /// <exception cref="RpcException">UNAVAILABLE while they are being loaded.</exception>
    public static ModelRegistry Require(this ModelCatalog catalog) => catalog.Registry
        ?? throw RichErrors.Unavailable("the models are being loaded; try again soon", Soon);

    /// <summary>A model that can be sampled.</summary>
    /// <exception cref="RpcException">NOT_FOUND, or FAILED_PRECONDITION with the reason.</exception>
    public static ModelEntry Require(this ModelRegistry models, string name) => models.Find(name) switch
    {
        null => throw RichErrors.NotFound("model", ResourceName.Of(name), Hint(models)),
        { Refusal: { } refusal } => throw Refused(ResourceName.Of(name), refusal),
        var entry => entry,
    };

    /// <summary>The same model, when its file is the one that the request means.</summary>
    /// <exception cref="RpcException">FAILED_PRECONDITION when it is another.</exception>
    public static ModelEntry WithDigest(this ModelEntry entry, ReadOnlySpan<byte> expected)
    {
        if (expected.Length == 0 || new Digest(expected) == entry.Digest)
            return entry;
        throw RichErrors.FailedPrecondition(
            "MODEL_CHANGED",
            ResourceName.Of(entry.Name),
            $"the file's SHA-256 is {entry.Digest}, not the model_sha256 {new Digest(expected)} of the request");
    }

    /// <summary>FAILED_PRECONDITION for a model that failed a check.</summary>
    public static RpcException Refused(string model, ModelException refusal) => RichErrors.FailedPrecondition(
        "MODEL_REFUSED", model, $"the model failed the check {refusal.Check}: {refusal.Message}");

    /// <summary>
    /// FAILED_PRECONDITION for a model that failed in the middle of a request; RESOURCE_EXHAUSTED when there was no
    /// memory for it. It was alone then, so trying again would only slow the others down once more.
    /// </summary>
    public static RpcException Failed(string model, ModelException failure) => failure.Check == ModelException.Memory
        ? RichErrors.ResourceExhausted($"{model}: {failure.Message}", retryDelay: null)
        : Refused(model, failure);

    /// <summary>RESOURCE_EXHAUSTED for a full queue.</summary>
    public static RpcException Full(QueueFullException exception) => exception.MayFitLater
        ? RichErrors.ResourceExhausted($"{exception.Message}; try again later", Soon)
        : RichErrors.ResourceExhausted($"{exception.Message}; its operator may allow more", retryDelay: null);

    private static string Hint(ModelRegistry models)
    {
        var names = models.Entries.Select(entry => ResourceName.Of(entry.Name)).ToList();
        return names.Count == 0
            ? "this sampler has no models"
            : $"there {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names.Take(HintNames))}"
                + (names.Count > HintNames ? ", …; ListModels has them all" : "");
    }
}
