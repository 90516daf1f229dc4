using System.Text.RegularExpressions;

namespace Smoothing.Cli.Embedding;

/// <summary>The name that a model gets from its file.</summary>
internal static partial class ModelName
{
    private const int Longest = 63;

    /// <summary>The file's name in the characters that names of models have.</summary>
    public static string Of(string file)
    {
        var plain = Path.GetFileNameWithoutExtension(file).ToLowerInvariant();
        var name = NotInNames().Replace(plain, "-").TrimStart('-', '.', '_');
        return name.Length == 0 ? "model" : name[..Math.Min(name.Length, Longest)];
    }

    [GeneratedRegex("[^a-z0-9._-]")]
    private static partial Regex NotInNames();
}
