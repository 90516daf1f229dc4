namespace Smoothing.Certification;

/// <summary>A statement that does not hold.</summary>
/// <param name="Field">Path of the field, snake_case, such as "evidence.estimation[0].source.seed".</param>
/// <param name="Description">What it is and what it must be.</param>
public readonly record struct Violation(string Field, string Description);
