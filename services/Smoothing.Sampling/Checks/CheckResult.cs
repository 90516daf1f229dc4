namespace Smoothing.Sampling.Checks;

/// <summary>One check of a model.</summary>
/// <param name="Check">Its name, one of <see cref="CheckNames.Order"/>.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Finding">What was found, on one line. It reaches clients: no paths of this machine.</param>
public sealed record CheckResult(string Check, CheckOutcome Outcome, string Finding)
{
    /// <summary>What only the operator is told, such as the engine's own words; null when there is no more.</summary>
    public string? Detail { get; init; }
}
