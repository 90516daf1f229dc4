using Wire = Smoothing.V1;

namespace Smoothing.Messages;

/// <summary>Norms as messages, and back.</summary>
public static class NormMessages
{
    /// <summary>A norm as a message.</summary>
    /// <param name="norm">Its exponent; positive infinity for the maximum norm.</param>
    public static Wire.Norm ToMessage(double norm) =>
        double.IsPositiveInfinity(norm) ? new() { Infinity = true } : new() { Exponent = norm };

    /// <summary>The exponent of a norm.</summary>
    /// <returns>Positive infinity for the maximum norm; not a number for a message that names no norm.</returns>
    public static double Read(Wire.Norm? message) => message?.NormCase switch
    {
        Wire.Norm.NormOneofCase.Exponent when double.IsFinite(message.Exponent) => message.Exponent,
        Wire.Norm.NormOneofCase.Infinity when message.Infinity => double.PositiveInfinity,
        _ => double.NaN,
    };
}
