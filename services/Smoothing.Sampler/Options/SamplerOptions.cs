using System.ComponentModel.DataAnnotations;
using Smoothing.Sampling;

namespace Smoothing.Sampler;

/// <summary>Which models the sampler offers, and how it runs them.</summary>
public sealed class SamplerOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Sampler";

    /// <summary>Largest value of <see cref="MaxInputBytes"/>.</summary>
    internal const int InputBytesLimit = 256 * 1024 * 1024 - 65536;

    private const long QueueBytesLeast = 1L << 20, QueueBytesMost = 1L << 40;

    /// <summary>Folder of models: every manifest NAME.json with its TorchScript file NAME.pt beside it.</summary>
    /// <value>Default "models"; it does not count when <see cref="ModelFile"/> is given.</value>
    public string ModelFolder { get; set; } = "models";

    /// <summary>A TorchScript file, to offer one model instead of a folder.</summary>
    /// <value>Default none. Needs <see cref="ManifestFile"/>.</value>
    public string? ModelFile { get; set; }

    /// <summary>The manifest of <see cref="ModelFile"/>.</summary>
    /// <value>Default none.</value>
    public string? ManifestFile { get; set; }

    /// <summary>Where models are run.</summary>
    /// <value>"cpu", "cuda" or "cuda:N". Default "cpu".</value>
    [RegularExpression("cpu|cuda(:[0-9]{1,3})?", ErrorMessage = "it must be cpu, cuda or cuda:N")]
    public string Device { get; set; } = "cpu";

    /// <summary>Threads that run models, each with one tile at a time.</summary>
    /// <value>
    /// In [0, 1024]. Default 0: as many as processors, on a GPU at most 4, of which so many run tiles as a calibration
    /// at the start finds best.
    /// </value>
    [Range(0, 1024)]
    public int Workers { get; set; }

    /// <summary>Requests that may be under way at once; one more is answered RESOURCE_EXHAUSTED.</summary>
    /// <value>In [1, 100000]. Default 64.</value>
    [Range(1, 100000)]
    public int QueueLimit { get; set; } = 64;

    /// <summary>
    /// Bytes that all requests under way may hold; one more that does not fit is answered RESOURCE_EXHAUSTED. Each
    /// holds 8 for a coordinate, 8 for a class, and 8 T for a worker.
    /// </summary>
    /// <value>Bytes, in [1048576, 1099511627776]. Default 1073741824 (1 GiB).</value>
    [Range(QueueBytesLeast, QueueBytesMost)]
    public long MaxQueueBytes { get; set; } = 1L << 30;

    /// <summary>Largest input.</summary>
    /// <value>Bytes, in [1, 268369920]. Default 4128768, which fits the 4 MiB that every service accepts.</value>
    [Range(1, InputBytesLimit)]
    public int MaxInputBytes { get; set; } = 4 * 1024 * 1024 - 65536;

    /// <summary>Longest time that a model may take to be loaded and to answer its first tiles.</summary>
    /// <value>Seconds, in [1, 3600]. Default 60.</value>
    [Range(1, 3600)]
    public int ProbeSeconds { get; set; } = 60;

    /// <summary>
    /// Longest time that a tile may take. A model that answers no more keeps its worker for good, so the service is
    /// neither ready nor live from then on, and whoever runs it may start it again.
    /// </summary>
    /// <value>Seconds, in [1, 86400]. Default 300.</value>
    [Range(1, 86400)]
    public int TileSeconds { get; set; } = 300;

    /// <summary>Threads that there are.</summary>
    internal int WorkerThreads => Workers > 0 ? Workers : SamplingOptions.UsualWorkers(Device);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ModelFile is null != ManifestFile is null)
        {
            yield return new(
                $"is '{ModelFile}' and {nameof(ManifestFile)} is '{ManifestFile}': give both or neither",
                [nameof(ModelFile)]);
        }
        else if (ModelFile is null && !Directory.Exists(ModelFolder))
        {
            yield return new(
                $"is '{ModelFolder}': it must be a folder that exists, with a manifest and a model file for each model",
                [nameof(ModelFolder)]);
        }
    }
}
