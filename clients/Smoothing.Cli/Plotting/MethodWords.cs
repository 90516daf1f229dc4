namespace Smoothing.Cli.Plotting;

/// <summary>Names of methods as pictures have them.</summary>
internal static class MethodWords
{
    /// <summary>Such as "Neyman-Pearson" for neyman_pearson.</summary>
    public static string Of(string method) => method switch
    {
        "kl" or "exact_kl" => method.Replace("kl", "KL", StringComparison.Ordinal).Replace('_', ' '),
        "total_variation" => "total variation",
        "eq20" or "eq21" => $"Hayes eq. {method[2..]}",
        "eq21_even_powers" => "Hayes eq. 21 with even powers",
        _ => string.Join('-', method.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
    };
}
