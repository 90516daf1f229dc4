using Grpc.Core;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Mapping;

/// <summary>Errors of items, and findings, as messages.</summary>
internal static class ResultMapping
{
    public static Wire.BatchCertifyCountsResult Error(Violations violations) => new()
    {
        Error = new()
        {
            Code = (int)StatusCode.InvalidArgument,
            Message = violations.Message,
            Violations = { Each(violations) },
        },
    };

    public static Wire.VerifyCertificateResponse Verification(Violations findings) => new()
    {
        Valid = findings.IsEmpty,
        Findings = { Each(findings) },
    };

    private static IEnumerable<Wire.Violation> Each(Violations violations) =>
        violations.Items.Select(item => new Wire.Violation { Field = item.Field, Description = item.Description });
}
