using System.Collections.Immutable;

namespace Smoothing.Sampling.Models;

/// <summary>Names of engines, in manifests and runtime fingerprints.</summary>
public static class EngineName
{
    /// <summary>All names.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<Engine>().Select(Of)];

    /// <summary>The name of an engine.</summary>
    public static string Of(Engine engine) => engine switch
    {
        Engine.Libtorch => "libtorch",
        Engine.LibtorchFrozen => "libtorch_frozen",
        _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, "not an engine"),
    };

    /// <summary>The engine of a name.</summary>
    /// <returns>Null when there is none of that name.</returns>
    public static Engine? Parse(string? name) =>
        All.IndexOf(name!) is >= 0 and var index ? Enum.GetValues<Engine>()[index] : null;
}
