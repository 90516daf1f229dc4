using Smoothing.Hosting;

namespace Smoothing.Cli.Replaying;

/// <summary>Why a certificate is not compared.</summary>
/// <param name="ExitCode">What the command ends with, unless something else is graver.</param>
/// <param name="Reasons">What is wrong: path of the field, empty where there is none, and words.</param>
internal sealed record NotReplayed(int ExitCode, IReadOnlyList<FieldViolation> Reasons)
{
    public static NotReplayed Because(string reason) => new(Cli.ExitCode.SomeInputsFailed, [new("", reason)]);
}
