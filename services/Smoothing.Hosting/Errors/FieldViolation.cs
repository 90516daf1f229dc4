namespace Smoothing.Hosting;

/// <summary>One field that is out of its range.</summary>
/// <param name="Field">Path of the field in snake_case, such as "draws.count".</param>
/// <param name="Description">The value and the allowed range.</param>
public readonly record struct FieldViolation(string Field, string Description);
