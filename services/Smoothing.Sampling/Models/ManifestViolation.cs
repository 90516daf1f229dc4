namespace Smoothing.Sampling.Models;

/// <summary>One field of a manifest that is not what it must be.</summary>
/// <param name="Field">Path of the field, such as "grid.step".</param>
/// <param name="Description">The value and what is allowed.</param>
public sealed record ManifestViolation(string Field, string Description)
{
    /// <returns>"field: description".</returns>
    public override string ToString() => $"{Field}: {Description}";
}
