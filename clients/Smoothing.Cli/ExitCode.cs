namespace Smoothing.Cli;

/// <summary>What the command ends with.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Unreachable = 1;
    public const int Usage = 2;
    public const int ModelRefused = 3;
    public const int SomeInputsFailed = 4;
    public const int FalseCertificate = 6;
    public const int OtherCounts = 7;
    public const int Fault = 70;
    public const int Interrupted = 130;
}
