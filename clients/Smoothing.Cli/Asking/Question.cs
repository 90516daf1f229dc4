using System.Text.Json;
using Smoothing.Cli.Asking.Json;

namespace Smoothing.Cli.Asking;

/// <summary>A question that a command answers from the numbers in it: one JSON object in, one out.</summary>
internal abstract class Question
{
    /// <summary>Name of the command.</summary>
    public abstract string Name { get; }

    /// <summary>What it answers.</summary>
    public abstract string Description { get; }

    /// <summary>Its options, each a field of the object.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Answers one question.</summary>
    /// <param name="question">Its fields. What is wrong with them is told.</param>
    /// <returns>What writes the fields of the answer; null where something is wrong.</returns>
    public abstract Action<Utf8JsonWriter>? Answer(JsonFields question);

    /// <summary>Shows an answer to people.</summary>
    public abstract void Show(JsonElement answer, TextWriter writer);
}
