using System.Text.Json;

namespace Smoothing.Cli.Asking;

/// <summary>A question in words, for captions.</summary>
internal static class QuestionWords
{
    /// <summary>Such as "noise gaussian standard_deviation 1, p1 0.99, dimension 3072".</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(
            ", ", value.EnumerateObject().Select(field => $"{field.Name.Replace('_', ' ')} {Of(field.Value)}")),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Of)),
        _ => value.ToString(),
    };
}
