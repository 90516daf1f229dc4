namespace Smoothing.Cli.Replaying;

/// <summary>Writes certificates as they are compared, in the order of the file.</summary>
internal interface IReplayRows
{
    /// <summary>A certificate that was compared. What was written is on its way to disk or pipe when this returns.
    /// </summary>
    void Write(long line, Replayed replayed);

    /// <summary>A certificate that was not.</summary>
    void Write(long line, NotReplayed refusal);

    /// <summary>After the last one.</summary>
    void End(ReplayTotals totals);
}
