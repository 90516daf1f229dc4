using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Certifying;

/// <summary>One input of a run.</summary>
/// <param name="Index">Its index in the data.</param>
/// <param name="Label">Its label; null when the data has none.</param>
/// <param name="Time">Time from the first draw to the certificate.</param>
/// <param name="Norm">Norm of the radius that is told.</param>
/// <param name="Certificate">What was proved.</param>
internal sealed record CertifiedInput(
    int Index, int? Label, TimeSpan Time, double Norm, Wire.Certificate Certificate)
{
    /// <summary>The peers' number for an abstention, and for a label that is not known.</summary>
    public const int None = -1;

    /// <summary>The input's own file, relative to the folder of the data; null where it has none.</summary>
    public string? Source { get; init; }

    /// <summary>The certified class; -1 for an abstention, and where rounding leaves nothing in the norm.</summary>
    public int Predicted =>
        Certificate.Claims is { } claims && (claims.Rounded is null || double.IsNaN(Norm) || Radius > 0)
            ? Certificate.Class
            : None;

    /// <summary>The largest certified radius of the norm, rounded down, round the input as it is and of what rounding
    /// leaves; 0 for an abstention.</summary>
    public double Radius => Certificate.Claims switch
    {
        null => 0,
        { Rounded: { } rounded } =>
            rounded.Balls.Where(ball => NormMessages.Read(ball.Norm) == Norm).Select(ball => ball.Radius)
                .DefaultIfEmpty().Max(),
        var claims => claims.Balls.Where(ball => NormMessages.Read(ball.Norm) == Norm).Max(ball => ball.Radius),
    };

    /// <summary>Whether the certified class is the label.</summary>
    public bool Correct => Predicted != None && Predicted == Label;
}
