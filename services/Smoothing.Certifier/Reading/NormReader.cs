using Google.Protobuf.Collections;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Hosting;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>Reads the norms that a request asks for.</summary>
internal static class NormReader
{
    /// <summary>Reads a list of norms and collects what is wrong with it.</summary>
    /// <param name="norms">The field "norms".</param>
    /// <param name="most">Most norms that there may be.</param>
    /// <param name="law">The noise law where it is known: what covers norms depends on it.</param>
    /// <param name="violations">Receives what is wrong.</param>
    /// <returns>Null for none.</returns>
    public static IReadOnlyList<double>? Read(
        RepeatedField<Wire.Norm> norms, int most, NoiseLaw? law, Violations violations)
    {
        if (norms.Count > most)
            violations.Add("norms", $"has {norms.Count} norms; at most {most} are allowed");
        if (norms.Count == 0)
            return null;
        var read = new List<double>();
        for (var i = 0; i < Math.Min(norms.Count, most); i++)
        {
            var norm = Read(norms[i], law, violations.Nested("norms", i));
            if (norm is { } known && read.Contains(known))
                violations.Add($"norms[{i}]", $"{Norms.Text(known)} is there twice");
            read.Add(norm ?? double.NaN);
        }

        return read;
    }

    /// <summary>Reads one norm and tells what is wrong with it.</summary>
    /// <returns>Null where something is.</returns>
    public static double? Read(Wire.Norm? message, NoiseLaw? law, Violations violations)
    {
        var norm = NormMessages.Read(message);
        if (Norms.AreCovered(norm))
            return norm;
        violations.Add("", $"{Text(message)} is not in [1, 64] or infinity{Covered(law)}");
        return null;
    }

    private static string Text(Wire.Norm? norm) => norm?.NormCase switch
    {
        Wire.Norm.NormOneofCase.Exponent => FormattableString.Invariant($"exponent {norm.Exponent:R}"),
        Wire.Norm.NormOneofCase.Infinity => "infinity = false",
        _ => "a norm without an exponent",
    };

    private static string Covered(NoiseLaw? law) => law is null ? "" : $"; for {law} noise {Norms.CoveredBy(law)}";
}
