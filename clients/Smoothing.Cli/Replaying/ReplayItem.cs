using Smoothing.Cli.Verifying;

namespace Smoothing.Cli.Replaying;

/// <summary>A certificate of a file that is to be replayed.</summary>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Recording">What is drawn again; null where nothing can be.</param>
/// <param name="Refusal">Why nothing can be; null where it can.</param>
internal sealed record ReplayItem(long Line, Recording? Recording, NotReplayed? Refusal)
{
    /// <summary>Takes a certificate of a file. One that does not hold is not worth draws.</summary>
    public static ReplayItem Of(CertificateEntry entry, long? draws)
    {
        if (entry.Certificate is not { } certificate)
            return new(entry.Line, null, new(ExitCode.Usage, entry.Findings.Items));
        if (!entry.Findings.IsEmpty)
            return new(entry.Line, null, new(ExitCode.FalseCertificate, entry.Findings.Items));
        if (certificate.Evidence.Imported is not null)
            return new(entry.Line, null, NotReplayed.Because("cannot be replayed: its counts were imported"));
        var recording = Recording.Of(certificate.Evidence, draws);
        // Equal counts of the selection alone would show nothing of those that the claims rest on.
        return recording.HasEstimation
            ? new(entry.Line, recording, null)
            : new(entry.Line, null, NotReplayed.Because(FormattableString.Invariant(
                $"--draws: {draws} is less than the first recorded range, of {recording.LeftOut[0].Range.Count}")));
    }

    /// <summary>The same certificate, which cannot be replayed after all.</summary>
    public ReplayItem Without(string reason) => new(Line, null, NotReplayed.Because(reason));
}
