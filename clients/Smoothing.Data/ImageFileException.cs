namespace Smoothing.Data;

/// <summary>A file is not what it has to be. The message names the file, the field, its value and what is allowed.
/// </summary>
public sealed class ImageFileException : Exception
{
    /// <summary>States one fault of one file.</summary>
    /// <param name="file">Path of the file, as it was given.</param>
    /// <param name="field">What is wrong, such as <c>magic</c> or <c>label of record 17</c>.</param>
    /// <param name="value">Its value, with its unit.</param>
    /// <param name="allowed">What is allowed instead, without a full stop.</param>
    /// <param name="cause">The failure underneath; null when there is none.</param>
    public ImageFileException(string file, string field, string value, string allowed, Exception? cause = null)
        : base($"{file}: {field} is {value}; {allowed}.", cause)
    {
        File = file;
        Field = field;
        Value = value;
        Allowed = allowed;
    }

    /// <summary>Path of the file, as it was given.</summary>
    public string File { get; }

    /// <summary>What is wrong, such as <c>magic</c>, <c>length</c> or <c>label of record 17</c>.</summary>
    public string Field { get; }

    /// <summary>The value that was found, with its unit.</summary>
    public string Value { get; }

    /// <summary>What is allowed instead.</summary>
    public string Allowed { get; }
}
