using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Smoothing.Draws.Laws;

/// <summary>Reads the form in which people write a law, such as "gaussian:0.25": what ToString gives.</summary>
public static class LawText
{
    /// <summary>The forms, for help and errors.</summary>
    public const string Forms =
        "gaussian:SD, laplace:SCALE, generalized_gaussian:SCALE:SHAPE or uniform:HALF_WIDTH, in units of the input";

    private static readonly Form[] Known =
    [
        new("gaussian", [Width("standard deviation")], p => NoiseLaw.Gaussian(p[0])),
        new("laplace", [Width("scale")], p => NoiseLaw.Laplace(p[0])),
        new(
            "generalized_gaussian",
            [Width("scale"), new("shape", NoiseLaw.IsShape, NoiseLaw.ShapeRange)],
            p => NoiseLaw.GeneralizedGaussian(p[0], p[1])),
        new("uniform", [Width("half width")], p => NoiseLaw.Uniform(p[0])),
    ];

    /// <summary>Reads a law.</summary>
    /// <param name="text">Such as "laplace:0.1".</param>
    /// <param name="law">The law, when the answer is true.</param>
    /// <param name="violation">Otherwise all that is wrong, with values and ranges, in words.</param>
    /// <returns>Whether the text is a law.</returns>
    public static bool TryRead(
        string text, [NotNullWhen(true)] out NoiseLaw? law, [NotNullWhen(false)] out string? violation)
    {
        ArgumentNullException.ThrowIfNull(text);
        (law, violation) = (null, null);
        var parts = text.Split(':');
        if (Known.FirstOrDefault(form => form.Name == parts[0]) is not { } form)
            violation = $"\"{text}\" is not {Forms}";
        else if (parts.Length - 1 != form.Parameters.Length)
            violation = $"\"{text}\" does not have the parameters of {form.Name}: {form.Names}";
        else
            violation = Read(form, parts[1..], out law);
        return law is not null;
    }

    private static string? Read(Form form, string[] texts, out NoiseLaw? law)
    {
        var values = new double[texts.Length];
        var wrong = new List<string>();
        for (var i = 0; i < texts.Length; i++)
        {
            var (name, isIn, range) = form.Parameters[i];
            if (!double.TryParse(texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                wrong.Add($"{name} \"{texts[i]}\" is not a number");
            else if (!isIn(values[i]))
                wrong.Add($"{name} {texts[i]} is not {range}");
        }

        law = wrong.Count == 0 ? form.Make(values) : null;
        return law is null ? $"{form.Name}: {string.Join("; ", wrong)}" : null;
    }

    private static Parameter Width(string name) => new(name, NoiseLaw.IsWidth, NoiseLaw.WidthRange);

    private sealed record Parameter(string Name, Func<double, bool> IsIn, string Range);

    private sealed record Form(string Name, Parameter[] Parameters, Func<double[], NoiseLaw> Make)
    {
        public string Names => string.Join(" and ", Parameters.Select(p => p.Name));
    }
}
