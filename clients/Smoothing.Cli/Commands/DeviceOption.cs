using System.CommandLine;
using System.Text.RegularExpressions;

namespace Smoothing.Cli.Commands;

/// <summary>Where this process runs a model.</summary>
internal static partial class DeviceOption
{
    public static Option<string> Create() => InThisProcess.Only(new Option<string>("--device")
    {
        HelpName = "DEVICE",
        Description = "where this process runs the model: cpu, cuda or cuda:N; cpu when left out",
        DefaultValueFactory = _ => "cpu",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!Pattern().IsMatch(text))
                result.AddError($"--device: {text} is not one of cpu, cuda, cuda:N");
            return text;
        },
    });

    [GeneratedRegex(@"\A(cpu|cuda(:[0-9]{1,3})?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
