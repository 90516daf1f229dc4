using System.Text.Json;
using Smoothing.Certification.Radii;

namespace Smoothing.Cli.Plotting;

/// <summary>What a picture needs of a line of certificates.jsonl.</summary>
internal sealed record CertificateRow
{
    /// <summary>Whether the input has a label.</summary>
    public required bool HasLabel { get; init; }

    /// <summary>Whether the certified class is the label.</summary>
    public required bool Correct { get; init; }

    /// <summary>Norm of the row's own radius; null for an abstention.</summary>
    public required string? Norm { get; init; }

    /// <summary>Largest radius of each norm.</summary>
    public required IReadOnlyDictionary<string, double> Radii { get; init; }

    /// <summary>Method of the largest ball of each norm, in words.</summary>
    public required IReadOnlyDictionary<string, string> Methods { get; init; }

    /// <summary>n0, n, α, noise and model; parts that the certificate lacks are absent.</summary>
    public required RunFacts Facts { get; init; }

    /// <summary>Reads a line.</summary>
    /// <exception cref="KeyNotFoundException">A part is missing.</exception>
    /// <exception cref="InvalidOperationException">A part is of another type.</exception>
    /// <exception cref="FormatException">A number is out of range.</exception>
    /// <exception cref="IndexOutOfRangeException">A ball that is named is not there.</exception>
    public static CertificateRow Of(JsonElement row)
    {
        var certificate = row.GetProperty("certificate");
        var (radii, methods) = (new Dictionary<string, double>(), new Dictionary<string, string>());
        string? own = row.TryGetProperty("norm", out var named) ? named.GetString() : null;
        if (certificate.TryGetProperty("claims", out var claims))
        {
            var balls = claims.GetProperty("balls");
            var rounded = claims.TryGetProperty("rounded", out var left);
            foreach (var ball in (rounded ? left.GetProperty("balls") : balls).EnumerateArray())
            {
                var (norm, radius) = (NormOf(ball.GetProperty("norm")), ball.GetProperty("radius").GetDouble());
                if (radius == row.GetProperty("radius").GetDouble())
                    own ??= norm;
                if (radius <= radii.GetValueOrDefault(norm))
                    continue;
                radii[norm] = radius;
                methods[norm] = rounded
                    ? $"{MethodOf(balls[ball.GetProperty("parent").GetProperty("ball").GetInt32()])} less rounding"
                    : MethodOf(ball);
            }
        }

        return new()
        {
            HasLabel = row.TryGetProperty("label", out _),
            Correct = row.GetProperty("correct").GetBoolean(),
            Norm = own,
            Radii = radii,
            Methods = methods,
            Facts = RunFacts.Of(certificate),
        };
    }

    private static string MethodOf(JsonElement ball) => MethodWords.Of(ball.GetProperty("method").GetString()!);

    private static string NormOf(JsonElement norm) => Norms.Text(
        norm.TryGetProperty("exponent", out var exponent) ? exponent.GetDouble() : double.PositiveInfinity);
}
