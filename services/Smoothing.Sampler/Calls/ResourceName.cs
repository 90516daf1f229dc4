using System.Text.RegularExpressions;
using Smoothing.Hosting;

namespace Smoothing.Sampler.Calls;

/// <summary>Resource names of models, "models/NAME".</summary>
internal static partial class ResourceName
{
    private const string Collection = "models/";

    /// <summary>The resource name of a model.</summary>
    public static string Of(string name) => Collection + name;

    /// <summary>Takes a resource name apart, or says what is wrong with it.</summary>
    /// <param name="text">What the request says.</param>
    /// <param name="field">Its field.</param>
    /// <param name="violations">Receives what is wrong.</param>
    /// <returns>The name without "models/"; null when the text is not a resource name.</returns>
    public static string? Parse(string text, string field, Violations violations)
    {
        if (Pattern().IsMatch(text))
            return text[Collection.Length..];
        violations.Add(
            field,
            $"is '{text}'; it must be models/NAME, where NAME is 1 to 63 of a-z, 0-9, '-', '_' and '.', and "
                + "begins with a letter or digit");
        return null;
    }

    [GeneratedRegex(@"\Amodels/[a-z0-9][a-z0-9._-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
