namespace Smoothing.Sampling;

/// <summary>A model cannot be used: its manifest, its file or its answers are not what they must be.</summary>
public sealed class ModelException : Exception
{
    /// <summary>States what is wrong with a model.</summary>
    /// <param name="check">Name of the check that failed, snake_case.</param>
    /// <param name="message">What was found and what is allowed.</param>
    /// <param name="cause">The reason, if another exception is.</param>
    public ModelException(string check, string message, Exception? cause = null)
        : base(message, cause) => Check = check;

    /// <summary>Name of the check that failed, snake_case, such as "class_count".</summary>
    public string Check { get; }
}
