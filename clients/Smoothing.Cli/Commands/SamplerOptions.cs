using System.CommandLine;
using System.CommandLine.Parsing;
using Smoothing.Cli.Parsing;

namespace Smoothing.Cli.Commands;

/// <summary>The options of every command that draws: a model, and the sampler that runs it.</summary>
internal sealed class SamplerOptions
{
    private const string Registered = "models/";
    private const long RetryLimit = 86_400;

    public SamplerOptions() => Model.Validators.Add(Validate);

    public Option<string> Model { get; } = new("--model")
    {
        HelpName = "FILE|models/NAME",
        Description = "TorchScript file with its manifest beside it (`smoothing model init` writes one), or a model of "
            + "the sampler at --sampler",
        Required = true,
    };

    public Option<Uri?> Address { get; } = new("--sampler")
    {
        HelpName = "URL",
        Description = "sampler to use, such as http://host:5001; when left out, one is started in this process",
        CustomParser = Read.Address("--sampler"),
    };

    public Option<long> Retry { get; } = new("--retry-seconds")
    {
        HelpName = "SECONDS",
        Description = "how long to wait for a service that stopped answering; what was counted is kept",
        DefaultValueFactory = _ => 30,
        CustomParser = Read.Whole("--retry-seconds", 0, RetryLimit),
    };

    /// <summary>How long to wait for a service that stopped answering.</summary>
    public TimeSpan PatienceOf(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(Retry));

    private void Validate(OptionResult result)
    {
        if (result.Tokens is not [{ Value: var model }])
            return;
        var registered = model.StartsWith(Registered, StringComparison.Ordinal);
        if (registered && result.GetResult(Address) is null)
            result.AddError($"--model: {model} names a model of a sampler: give its address with --sampler");
        if (!registered && result.GetResult(Address) is not null)
        {
            result.AddError($"--model: {model} is a file; with --sampler give models/NAME, a model that the sampler's "
                + "operator has registered");
        }
    }
}
