using Smoothing.Draws.Laws;
using Wire = Smoothing.V1;

namespace Smoothing.Messages;

/// <summary>Noise laws as messages, and back.</summary>
public static class LawMessages
{
    /// <summary>A law as a message: equal laws give equal messages.</summary>
    public static Wire.NoiseLaw ToMessage(NoiseLaw law) => law switch
    {
        GaussianLaw gaussian => new() { Gaussian = new() { StandardDeviation = gaussian.StandardDeviation } },
        LaplaceLaw laplace => new() { Laplace = new() { Scale = laplace.Scale } },
        GeneralizedGaussianLaw { Scale: var scale, Shape: var shape } =>
            new() { GeneralizedGaussian = new() { Scale = scale, Shape = shape } },
        UniformLaw uniform => new() { Uniform = new() { HalfWidth = uniform.HalfWidth } },
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "a law of the contract"),
    };

    /// <summary>Reads a law.</summary>
    /// <param name="message">The message; null for one that is not there.</param>
    /// <param name="violate">
    /// Takes what is wrong: the path of the field below the law, empty for the law itself, and value and range.
    /// </param>
    /// <returns>The law, one for equal laws; null when something is wrong.</returns>
    public static NoiseLaw? Read(Wire.NoiseLaw? message, Action<string, string> violate)
    {
        ArgumentNullException.ThrowIfNull(violate);
        var right = true;
        switch (message?.LawCase)
        {
            case Wire.NoiseLaw.LawOneofCase.Gaussian:
                var deviation = message.Gaussian.StandardDeviation;
                Width(deviation, "gaussian.standard_deviation");
                return right ? NoiseLaw.Gaussian(deviation) : null;
            case Wire.NoiseLaw.LawOneofCase.Laplace:
                Width(message.Laplace.Scale, "laplace.scale");
                return right ? NoiseLaw.Laplace(message.Laplace.Scale) : null;
            case Wire.NoiseLaw.LawOneofCase.GeneralizedGaussian:
                var (scale, shape) = (message.GeneralizedGaussian.Scale, message.GeneralizedGaussian.Shape);
                Width(scale, "generalized_gaussian.scale");
                Require(NoiseLaw.IsShape(shape), shape, "generalized_gaussian.shape", NoiseLaw.ShapeRange);
                return right ? NoiseLaw.GeneralizedGaussian(scale, shape) : null;
            case Wire.NoiseLaw.LawOneofCase.Uniform:
                Width(message.Uniform.HalfWidth, "uniform.half_width");
                return right ? NoiseLaw.Uniform(message.Uniform.HalfWidth) : null;
            default:
                violate("", "is missing; there is gaussian, laplace, generalized_gaussian and uniform noise");
                return null;
        }

        void Width(double value, string field) =>
            Require(NoiseLaw.IsWidth(value), value, field, NoiseLaw.WidthRange);

        void Require(bool holds, double value, string field, string range)
        {
            right &= holds;
            if (!holds)
                violate(field, FormattableString.Invariant($"is {value:R}; it must be {range}"));
        }
    }

    /// <summary>The field with the width of a law, below the law.</summary>
    public static string WidthField(NoiseLaw law) => law switch
    {
        GaussianLaw => "gaussian.standard_deviation",
        LaplaceLaw => "laplace.scale",
        GeneralizedGaussianLaw => "generalized_gaussian.scale",
        _ => "uniform.half_width",
    };

    /// <summary>The width of a law as it is described, and its field below the law.</summary>
    /// <param name="message">A message that is a law.</param>
    /// <returns>A standard deviation, a scale or a half width.</returns>
    /// <exception cref="ArgumentException">It names no law.</exception>
    public static (string Field, double Width) Width(Wire.NoiseLaw message) => message?.LawCase switch
    {
        Wire.NoiseLaw.LawOneofCase.Gaussian => ("gaussian.standard_deviation", message.Gaussian.StandardDeviation),
        Wire.NoiseLaw.LawOneofCase.Laplace => ("laplace.scale", message.Laplace.Scale),
        Wire.NoiseLaw.LawOneofCase.GeneralizedGaussian =>
            ("generalized_gaussian.scale", message.GeneralizedGaussian.Scale),
        Wire.NoiseLaw.LawOneofCase.Uniform => ("uniform.half_width", message.Uniform.HalfWidth),
        _ => throw new ArgumentException("it names no law", nameof(message)),
    };

    /// <summary>Whether two messages mean equal laws.</summary>
    public static bool AreEqual(Wire.NoiseLaw? one, Wire.NoiseLaw? other) =>
        Read(one, Ignore) is { } law && law == Read(other, Ignore);

    private static void Ignore(string field, string description)
    {
    }
}
