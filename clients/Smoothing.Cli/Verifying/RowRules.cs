using System.Text.Json;
using Smoothing.Certification.Radii;
using Smoothing.Cli.Asking.Json;
using Smoothing.Cli.Certifying;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Verifying;

/// <summary>What a row of a run repeats of its certificate.</summary>
internal static class RowRules
{
    /// <summary>Finds what a row says beyond its certificate. Fields that it lacks say nothing.</summary>
    /// <param name="row">An object, such as a line of certificates.jsonl.</param>
    /// <param name="certificate">Its certificate, which holds.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Check(JsonElement row, Wire.Certificate certificate, Violations findings)
    {
        var fields = new JsonFields(row, findings);
        var label = fields.OptionalWhole("label", int.MinValue, int.MaxValue);
        var norm = fields.Find("norm") is { } value ? JsonNorms.Read(value, findings.Nested("norm")) : double.NaN;
        if (!findings.IsEmpty)
            return;
        var input = new CertifiedInput(0, (int?)label, default, norm, certificate);
        if (fields.OptionalWhole("predicted", int.MinValue, int.MaxValue) is { } predicted
            && predicted != input.Predicted)
            findings.Add("predicted", $"{predicted} is not the class of the certificate, {input.Predicted}");
        if (fields.Has("correct") && fields.Flag("correct") != input.Correct)
            findings.Add("correct", "does not follow from label and predicted");
        if (fields.OptionalNumber("radius", double.IsFinite, "that is finite") is { } radius
            && radius != Radius(input, certificate))
        {
            findings.Add("radius", FormattableString.Invariant(
                $"{radius:R} is not the largest l{Norms.Text(norm)} radius of the certificate"));
        }
    }

    private static double Radius(CertifiedInput input, Wire.Certificate certificate) =>
        certificate.Claims is null
        || certificate.Claims.Balls.Any(ball => Messages.NormMessages.Read(ball.Norm) == input.Norm)
            ? input.Radius
            : double.NaN;
}
