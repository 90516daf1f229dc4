using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Mapping;

/// <summary>The norms of an answer as messages: one for all balls of a norm, which few have to themselves.</summary>
internal sealed class NormMapping
{
    private readonly List<(double Norm, Wire.Norm Message)> _norms = new(4);

    /// <summary>The message of a norm, which other balls may have too.</summary>
    public Wire.Norm Of(double norm)
    {
        foreach (var known in _norms)
        {
            if (known.Norm.Equals(norm))
                return known.Message;
        }

        var message = NormMessages.ToMessage(norm);
        _norms.Add((norm, message));
        return message;
    }
}
