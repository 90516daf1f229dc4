using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Hosting;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>Reads what is given where there are no counts: noise, probabilities and a dimension.</summary>
internal static class GivenReader
{
    /// <summary>Reads a law whose parameters are meant as they stand, and tells what is wrong with it.</summary>
    /// <returns>Null where something is.</returns>
    public static NoiseLaw? Law(Wire.NoiseLaw? noise, Violations violations)
    {
        if (LawMessages.Read(noise, violations.Add) is not { } law)
            return null;
        var (field, width) = LawMessages.Width(noise!);
        if (!GivenLaw.IsWidth(width))
        {
            Refuse(GivenLaw.WidthRange);
            return null;
        }

        if (noise!.GeneralizedGaussian is { } parameters)
            law = GivenLaw.GeneralizedGaussian(parameters.Scale, parameters.Shape);
        if (GivenLaw.IsInRange(law))
            return law;
        Refuse(GivenLaw.ScaleRange);
        return null;

        void Refuse(string range) =>
            violations.Add(field, FormattableString.Invariant($"is {width:R}; it must be {range}"));
    }

    /// <summary>Reads probabilities and tells what is wrong with them.</summary>
    /// <returns>Null where something is.</returns>
    public static ClassProbabilities? Probabilities(
        double? top, double? complement, double? other, Violations violations)
    {
        var before = violations.Count;
        if (top is null)
            violations.Add("p1", $"is missing; it must be {ClassProbabilities.Range}");
        foreach (var (field, value) in new[] { ("p1", top), ("one_minus_p1", complement), ("p2", other) })
        {
            if (value is { } number && !ClassProbabilities.IsProbability(number))
                violations.Add(
                    field, FormattableString.Invariant($"is {number:R}; it must be {ClassProbabilities.Range}"));
        }

        if (violations.Count > before)
            return null;
        violations.AddRange(ClassProbabilities.Violations(top!.Value, complement, other));
        return violations.Count > before ? null : ClassProbabilities.Of(top.Value, complement, other);
    }

    /// <summary>Checks the field "dimension".</summary>
    /// <returns>Null where it is out of range.</returns>
    public static long? Dimension(long dimension, Violations violations)
    {
        if (dimension is >= 1 and <= GivenProbabilities.MostDimension)
            return dimension;
        violations.Add("dimension", $"{dimension} is not in [1, 2^28]");
        return null;
    }
}
