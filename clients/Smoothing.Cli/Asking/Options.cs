using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Smoothing.Cli.Asking.Json;
using Smoothing.Draws.Laws;

namespace Smoothing.Cli.Asking;

/// <summary>The options of a question, which become its JSON object.</summary>
internal sealed class Options
{
    private readonly IReadOnlyList<(Parameter Parameter, Option Option)> _options;

    public Options(IReadOnlyList<Parameter> parameters) =>
        _options = [.. parameters.Select(parameter => (parameter, OptionOf(parameter)))];

    /// <summary>Whether the command line has any of them.</summary>
    public bool AreIn(ParseResult parsed) => _options.Any(one => parsed.GetResult(one.Option) is { Implicit: false });

    public void AddTo(Command command)
    {
        foreach (var (_, option) in _options)
            command.Options.Add(option);
    }

    /// <summary>The object of a command line without errors.</summary>
    public JsonObject ToJson(ParseResult parsed)
    {
        var json = new JsonObject();
        foreach (var (parameter, option) in _options)
        {
            if (option is Option<bool> flag)
            {
                if (parsed.GetValue(flag))
                    json[parameter.Field] = true;
            }
            else if (parsed.GetValue((Option<string?>)option) is { } text)
            {
                json[parameter.Field] = Read(parameter, text).Value;
            }
        }

        return json;
    }

    private static Option OptionOf(Parameter parameter)
    {
        if (parameter.Kind == ParameterKind.Flag)
            return new Option<bool>(parameter.Option) { Description = parameter.Description };
        var option = new Option<string?>(parameter.Option)
        {
            HelpName = parameter.HelpName,
            Description = parameter.Description,
        };
        option.Validators.Add(result => Validate(parameter, result));
        return option;
    }

    private static void Validate(Parameter parameter, OptionResult result)
    {
        if (result.Tokens is [var token] && Read(parameter, token.Value).Violation is { } violation)
            result.AddError($"{parameter.Option}: {violation}");
    }

    private static (JsonNode? Value, string? Violation) Read(Parameter parameter, string text)
    {
        var parts = text.Split(',');
        return parameter.Kind switch
        {
            ParameterKind.Text => (text, null),
            ParameterKind.Texts => (new JsonArray([.. parts.Select(part => JsonValue.Create(part))]), null),
            ParameterKind.Number => NumberOf(text) is { } number
                ? (number, null) : (null, $"{text} is not a number"),
            ParameterKind.Numbers => Array.TrueForAll(parts, part => NumberOf(part) is not null)
                ? (new JsonArray([.. parts.Select(NumberOf)]), null)
                : (null, $"{text} is not numbers with commas between"),
            ParameterKind.Weights => Weights(parts) is { } weights
                ? (weights, null) : (null, $"{text} is not NORM=WEIGHT with commas between, such as 2=1,4=0.5"),
            ParameterKind.Noise => Noise(text) is { } noise ? (noise, null) : (null, $"{text} is not {LawText.Forms}"),
            _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Kind, "a kind with a value"),
        };
    }

    // Whole numbers keep all their digits.
    private static JsonNode? NumberOf(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;

    private static JsonObject? Weights(string[] parts)
    {
        var json = new JsonObject();
        foreach (var pair in parts.Select(part => part.Split('=')))
        {
            if (pair is not [var name, var text] || NumberOf(text) is not { } weight || !json.TryAdd(name, weight))
                return null;
        }

        return json;
    }

    private static JsonObject? Noise(string text)
    {
        var parts = text.Split(':');
        if (JsonLaw.Parameters(parts[0]) is not { } names || names.Length != parts.Length - 1)
            return null;
        var values = new JsonObject();
        foreach (var (name, part) in names.Zip(parts[1..]))
        {
            if (NumberOf(part) is not { } number)
                return null;
            values[name] = number;
        }

        return new() { [parts[0]] = values };
    }
}
