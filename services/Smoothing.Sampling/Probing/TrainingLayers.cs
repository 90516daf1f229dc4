using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Smoothing.Sampling.Probing;

/// <summary>Layers that a TorchScript file runs in training mode, whatever eval() says.</summary>
/// <remarks>
/// A file holds its code as text. Tracing writes the mode of each layer into it as a literal, and so does a call such
/// as <c>F.dropout(x)</c>, whose default is training mode. Scripted layers ask <c>self.training</c>, which eval() sets.
/// A layer in the code may be harmless: batch normalisation of weights is a known trick. What the model answers
/// decides; this says why.
/// </remarks>
internal static partial class TrainingLayers
{
    private const string Functional = "__torch__.torch.nn.functional.";
    private const int BatchNormMode = 5, InstanceOfDropoutMode = 2, DropoutRate = 1;

    // More code than any model has; a file may be a bomb.
    private const long CodeLimit = 64 << 20;

    /// <summary>Names of such layers, each once, "dropout" and "batch_norm" for instance.</summary>
    /// <param name="file">The bytes of the file. Where they are no archive with code, nothing is found.</param>
    public static string[] Of(byte[] file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false));
            var code = archive.Entries.Where(entry => entry.FullName.EndsWith(".py", StringComparison.Ordinal));
            var left = CodeLimit;
            var found = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var entry in code)
            {
                left -= entry.Length;
                if (left < 0)
                    break;
                using var reader = new StreamReader(entry.Open());
                found.UnionWith(InCode(reader.ReadToEnd()));
            }

            return [.. found];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    // Names such as _0 stand for functions, each within one method.
    private static IEnumerable<string> InCode(string code) => Methods().Split(code).SelectMany(InMethod);

    private static IEnumerable<string> InMethod(string method)
    {
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match alias in Aliases().Matches(method))
            aliases[alias.Groups["alias"].Value] = alias.Groups["name"].Value;
        foreach (Match call in Calls().Matches(method))
        {
            var called = call.Groups["called"].Value;
            var name = call.Groups["layer"] is { Success: true } direct ? direct.Value
                : called.StartsWith(Functional, StringComparison.Ordinal) ? called[Functional.Length..]
                : aliases.GetValueOrDefault(called);
            if (name is not null && InTraining(name, Arguments(method, call.Index + call.Length)))
                yield return name.TrimEnd('_');
        }
    }

    private static bool InTraining(string name, List<string> arguments)
    {
        if (name == "batch_norm")
            return arguments.Count > BatchNormMode && arguments[BatchNormMode] == "True";
        return name.Contains("dropout", StringComparison.Ordinal) && arguments.Count > InstanceOfDropoutMode
            && arguments[InstanceOfDropoutMode] == "True" && arguments[DropoutRate] is not ("0." or "0");
    }

    /// <summary>The arguments of a call, from behind its parenthesis on.</summary>
    private static List<string> Arguments(string code, int start)
    {
        var (arguments, depth, first) = (new List<string>(), 0, start);
        for (var i = start; i < code.Length; i++)
        {
            depth += code[i] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (depth < 0 || (depth == 0 && code[i] == ','))
            {
                arguments.Add(code[first..i].Trim());
                first = i + 1;
            }

            if (depth < 0)
                break;
        }

        return arguments;
    }

    [GeneratedRegex(@"^\s*def ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Methods();

    [GeneratedRegex(
        @"(?<alias>_\d+) = __torch__\.torch\.nn\.functional\.(?<name>\w*dropout\w*|batch_norm)\s",
        RegexOptions.CultureInvariant)]
    private static partial Regex Aliases();

    [GeneratedRegex(
        @"(?<![\w.])(?<called>torch\.(?<layer>\w*dropout_?|batch_norm)|_\d+|"
            + @"__torch__\.torch\.nn\.functional\.\w+)\(",
        RegexOptions.CultureInvariant)]
    private static partial Regex Calls();
}
