using System.CommandLine;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing model`: `init` writes a manifest by looking at a model file, `check` checks both.</summary>
internal static class ModelCommand
{
    public static Command Create() =>
        new("model", "Prepares models for sampling.") { ModelInitCommand.Create(), ModelCheckCommand.Create() };
}
