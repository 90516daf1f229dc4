namespace Smoothing.Cli.Asking;

/// <summary>An option of a question, which is a field of its JSON object.</summary>
/// <param name="Field">Name of the field, such as one_minus_p1; the option is --one-minus-p1.</param>
/// <param name="Kind">How its text becomes JSON.</param>
/// <param name="HelpName">What help calls the value.</param>
/// <param name="Description">What it is.</param>
internal sealed record Parameter(string Field, ParameterKind Kind, string HelpName, string Description)
{
    /// <summary>The option.</summary>
    public string Option => $"--{Field.Replace('_', '-')}";
}
