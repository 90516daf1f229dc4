using System.CommandLine;
using System.CommandLine.Parsing;

namespace Smoothing.Cli.Commands;

/// <summary>Settings of a service after the options of the command, such as --Hosting:Address localhost.</summary>
internal static class ServiceSettings
{
    /// <summary>Takes what is no option of the command; refuses what is no setting of the services either.</summary>
    /// <param name="sections">Sections of the services' settings.</param>
    /// <param name="owned">Settings that the command makes itself, with what to use.</param>
    public static Argument<string[]> Create(string[] sections, (string Name, string Use)[] owned)
    {
        var forms = string.Join(", ", sections.Select(section => $"--{section}:NAME VALUE"));
        var settings = new Argument<string[]>("SETTINGS")
        {
            Description = $"settings of the service, {forms}; such as --Hosting:Address localhost",
            Arity = ArgumentArity.ZeroOrMore,
        };
        settings.Validators.Add(result => Require(result, sections, owned));
        return settings;
    }

    // The configuration of the services takes any name in silence.
    private static void Require(ArgumentResult result, string[] sections, (string Name, string Use)[] owned)
    {
        for (var i = 0; i < result.Tokens.Count; i++)
        {
            var text = result.Tokens[i].Value;
            var name = text.Split('=', 2)[0];
            if (!sections.Any(section => name.StartsWith($"--{section}:", StringComparison.OrdinalIgnoreCase)))
            {
                result.AddError($"{text}: there is no such option; settings of the service begin with "
                    + string.Join(" or ", sections.Select(section => $"--{section}:")));
                i += HasValue(result, i) ? 1 : 0;
                continue;
            }

            var own = Array.Find(owned, one => name.Equals($"--{one.Name}", StringComparison.OrdinalIgnoreCase));
            if (own.Use is not null)
                result.AddError($"{name}: both services would take it; use {own.Use}");
            if (text != name)
                continue;
            if (!HasValue(result, i))
                result.AddError($"{name}: it has no value");
            else
                i++;
        }
    }

    private static bool HasValue(ArgumentResult result, int index) => index + 1 < result.Tokens.Count
        && !result.Tokens[index + 1].Value.StartsWith("--", StringComparison.Ordinal);
}
