using System.Text.Json;
using Smoothing.Cli.Plotting;

namespace Smoothing.Cli.Asking;

/// <summary>A question whose answer can be drawn.</summary>
internal interface IPicturedQuestion
{
    /// <summary>The picture of an answer.</summary>
    /// <param name="question">The question, as it was asked.</param>
    /// <param name="answer">Its answer.</param>
    Chart Draw(JsonElement question, JsonElement answer);
}
