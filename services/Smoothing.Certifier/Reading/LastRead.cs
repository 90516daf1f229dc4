using Smoothing.Hosting;

namespace Smoothing.Certifier.Reading;

/// <summary>Reads messages most of which equal the one before, and those once.</summary>
/// <remarks>
/// The inputs of a batch mostly have one grid, law and runtime. What is wrong with a message is told each time.
/// </remarks>
/// <param name="read">Reads a message and collects what is wrong with it; null when anything is.</param>
internal sealed class LastRead<TMessage, TValue>(Func<TMessage?, Violations, TValue?> read)
    where TMessage : class, IEquatable<TMessage>
    where TValue : class
{
    private TMessage? _message;
    private TValue? _value;

    /// <summary>Reads a message and collects what is wrong with it.</summary>
    /// <param name="message">It is not changed as long as this reader is used; null for one that is not there.</param>
    /// <param name="field">Name of its field.</param>
    /// <param name="violations">Takes what is wrong, for the message that holds it.</param>
    /// <returns>Null when anything is wrong.</returns>
    public TValue? Read(TMessage? message, string field, Violations violations)
    {
        if (_message is not null && _message.Equals(message))
            return _value;
        var value = read(message, violations.Nested(field));
        if (value is not null)
            (_message, _value) = (message, value);
        return value;
    }
}
