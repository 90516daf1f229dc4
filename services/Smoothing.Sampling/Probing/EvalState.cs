using Smoothing.Sampling.Checks;

namespace Smoothing.Sampling.Probing;

/// <summary>The check that no layer is in training mode.</summary>
internal static class EvalState
{
    /// <summary>Adds the check, by what the code says and what the other checks found.</summary>
    /// <param name="checks">The checks; those of the answers were made, as far as they could be.</param>
    /// <param name="layers">Layers that the code runs in training mode.</param>
    /// <param name="savedInTraining">Whether the model was saved in training mode; eval() was called since.</param>
    public static void Add(CheckList checks, string[] layers, bool savedInTraining)
    {
        var names = string.Join(" and ", layers);
        if (layers.Length > 0 && (checks.HasFailed(CheckNames.Repeatable) || checks.HasFailed(CheckNames.Independent)))
        {
            checks.Fail(
                CheckNames.EvalState,
                $"{names} is active, as in a model that was traced in training mode: eval() does not mend the file; "
                    + "export it after eval()");
        }
        else if (Array.Exists(layers, layer => layer.Contains("dropout", StringComparison.Ordinal)))
        {
            checks.Warn(
                CheckNames.EvalState,
                $"{names} is active in the code, as in a model that was traced in training mode; it changed no answer "
                    + "that was tried");
        }
        else if (savedInTraining)
        {
            checks.Pass(
                CheckNames.EvalState,
                "it was saved in training mode, which eval() mended on loading"
                    + (layers.Length > 0 ? $"; {names} is active in the code and mixed no inputs" : ""));
        }
        else
        {
            checks.Pass(
                CheckNames.EvalState,
                layers.Length > 0
                    ? $"{names} is active in the code and mixed no inputs, as in a normalisation of weights"
                    : "no layer is in training mode");
        }
    }
}
