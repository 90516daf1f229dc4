using System.CommandLine;

namespace Smoothing.Cli.Commands;

/// <summary>Options that say how this process runs a model.</summary>
internal static class InThisProcess
{
    /// <summary>Refuses the option beside a sampler elsewhere, which would never hear of it.</summary>
    public static Option<T> Only<T>(Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetResult("--sampler") is not null)
            {
                result.AddError(
                    $"{option.Name}: is about a model in this process; "
                        + "with --sampler the sampler's own settings count");
            }
        });
        return option;
    }
}
