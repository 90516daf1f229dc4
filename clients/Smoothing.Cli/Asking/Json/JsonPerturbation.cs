using Smoothing.Certification.Joint;

namespace Smoothing.Cli.Asking.Json;

/// <summary>Reads a perturbation from JSON.</summary>
internal static class JsonPerturbation
{
    /// <summary>Reads a number for each coordinate; null where it is left out or wrong, which is told.</summary>
    /// <param name="question">The object that may have it.</param>
    /// <param name="name">Name of the field.</param>
    /// <param name="dimension">Number of coordinates, where it is known.</param>
    public static double[]? Read(JsonFields question, string name, long? dimension)
    {
        if (question.OptionalArray(name) is not { } items)
            return null;
        var before = question.Violations.Count;
        if (items.Count is < 1 or > JointRegions.MostPerturbation)
        {
            question.Violations.Add(
                name, $"has {items.Count} numbers; it must have 1 to {JointRegions.MostPerturbation}");
        }
        else if (dimension is { } known && items.Count != known)
        {
            question.Violations.Add(
                name, $"has {items.Count} numbers; it must have {known}, as the dimension says");
        }

        if (question.Violations.Count > before)
            return null;
        double[] numbers =
            [.. items.Select(item => JsonFields.NumberOf(item.Value, item.Violations, _ => true, "that is finite"))];
        return question.Violations.Count > before ? null : numbers;
    }
}
