namespace Smoothing.Cli.Replaying;

/// <summary>What a replay is asked for.</summary>
/// <param name="Draws">Estimation draws that are drawn again at most; null for all.</param>
/// <param name="Limit">Largest number of certificates.</param>
/// <param name="OtherModel">Whether to go on where the model file is another than the certificates'.</param>
/// <param name="Retry">How long to wait for a sampler that stopped answering.</param>
internal sealed record ReplaySettings(long? Draws, int Limit, bool OtherModel, TimeSpan Retry);
