namespace Smoothing.Sampling;

/// <summary>A model cannot be used: its manifest, its file or its answers are not what they must be.</summary>
public sealed class ModelException : Exception
{
    /// <summary>The check that fails when no memory is left to load or run a model; later there may be some.</summary>
    public const string Memory = "memory";

    /// <summary>States what is wrong with a model.</summary>
    /// <param name="check">Name of the check that failed, snake_case.</param>
    /// <param name="message">What was found and what is allowed. It reaches clients: no paths of this machine.</param>
    /// <param name="cause">The reason, if another exception is.</param>
    public ModelException(string check, string message, Exception? cause = null)
        : base(message, cause) => Check = check;

    /// <summary>Name of the check that failed, snake_case, such as "class_count".</summary>
    public string Check { get; }

    /// <summary>What only the operator is told, such as a path; null when the message says it all.</summary>
    public string? Detail { get; init; }
}
