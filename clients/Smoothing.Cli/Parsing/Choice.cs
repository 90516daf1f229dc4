using System.CommandLine.Parsing;

namespace Smoothing.Cli.Parsing;

/// <summary>Reads a value that is one of a few names.</summary>
/// <param name="option">The option.</param>
/// <param name="values">The names and what they stand for.</param>
internal sealed class Choice<T>(string option, params (string Name, T Value)[] values)
    where T : struct
{
    /// <summary>The names, as help shows them.</summary>
    public string Names => string.Join('|', values.Select(one => one.Name));

    /// <summary>Reads a name; another one joins the errors of the command line.</summary>
    public T Read(ArgumentResult result)
    {
        if (result.Tokens is not [var token])
            return default;
        foreach (var (name, value) in values)
        {
            if (name == token.Value)
                return value;
        }

        result.AddError($"{option}: {token.Value} is not one of {string.Join(", ", values.Select(one => one.Name))}");
        return default;
    }
}
