using System.CommandLine.Parsing;
using System.Globalization;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;

namespace Smoothing.Cli.Parsing;

/// <summary>Reads values of options; what is wrong joins the errors of the command line.</summary>
internal static class Read
{
    /// <summary>A whole number in a range.</summary>
    public static Func<ArgumentResult, long> Whole(string option, long least, long most) => result => Value(
        result,
        text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most ? number : (long?)null,
        text => FormattableString.Invariant($"{option}: {text} is not a whole number in [{least}, {most}]"));

    /// <summary>A number in a range.</summary>
    public static Func<ArgumentResult, double> Number(string option, double least, double most) => result => Value(
        result,
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most ? number : (double?)null,
        text => $"{option}: {text} is not a number in [{Short(least)}, {Short(most)}]");

    /// <summary>A seed.</summary>
    public static UInt128? Seed(ArgumentResult result) => Value(
        result,
        text => UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : (UInt128?)null,
        text => $"--seed: {text} is not a whole number in [0, 2^128)");

    /// <summary>A noise law.</summary>
    public static NoiseLaw? Law(ArgumentResult result)
    {
        if (result.Tokens is not [var token])
            return null;
        if (LawText.TryRead(token.Value, out var law, out var violation))
            return law;
        result.AddError($"--noise: {violation}");
        return null;
    }

    /// <summary>The noise law of draws that others made: of shape 2 a normal law no wider than theirs.</summary>
    public static NoiseLaw? LawOfOthers(ArgumentResult result)
    {
        var law = Law(result);
        return law is GaussianLaw
            && result.Tokens[0].Value.Split(':') is ["generalized_gaussian", var text, _]
            && double.Parse(text, CultureInfo.InvariantCulture) is var scale && GivenLaw.IsWidth(scale)
            ? GivenLaw.GeneralizedGaussian(scale, 2)
            : law;
    }

    /// <summary>A norm.</summary>
    public static double? Norm(ArgumentResult result) => Value(
        result,
        text => text == "inf" ? double.PositiveInfinity
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var norm)
                && double.IsFinite(norm) && Norms.AreCovered(norm) ? norm : (double?)null,
        text => $"--norm: {text} is not a number in [1, {Norms.MostExponent}] or inf");

    /// <summary>Names of interval methods, as help shows them.</summary>
    public static string IntervalNames => string.Join('|', IntervalMethods.Plain.Select(method => method.Name));

    /// <summary>An interval method.</summary>
    public static IntervalMethod? Interval(ArgumentResult result)
    {
        if (result.Tokens is not [var token])
            return null;
        if (IntervalMethods.Named(token.Value) is { } method)
            return method;
        result.AddError($"--interval: {token.Value} is not one of {IntervalNames.Replace("|", ", ")}");
        return null;
    }

    /// <summary>Address of a service.</summary>
    public static Func<ArgumentResult, Uri?> Address(string option) => result =>
    {
        if (result.Tokens is not [var token])
            return null;
        if (Uri.TryCreate(token.Value, UriKind.Absolute, out var address) && IsService(address))
            return address;
        result.AddError($"{option}: {token.Value} is not http://HOST:PORT, https://HOST:PORT or dns:///HOST:PORT");
        return null;
    };

    /// <summary>Shape of an input.</summary>
    public static int[]? Shape(ArgumentResult result)
    {
        if (result.Tokens is not [var token])
            return null;
        var extents = token.Value.Split(',').Select(
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var extent) ? extent : 0);
        int[] shape = [.. extents];
        if (shape.All(extent => extent > 0))
            return shape;
        result.AddError($"--shape: {token.Value} is not whole numbers above 0 with commas between, such as 3,32,32");
        return null;
    }

    // Such as 1e-12.
    private static string Short(double number) => number.ToString(CultureInfo.InvariantCulture).ToLowerInvariant();

    private static bool IsService(Uri address) => address.Scheme switch
    {
        "http" or "https" => address.Host.Length > 0 && address.PathAndQuery is "/",
        "dns" => address.AbsolutePath.Length > 1,
        _ => false,
    };

    // Without a value the command line has its own error.
    private static T Value<T>(ArgumentResult result, Func<string, T?> read, Func<string, string> wrong)
        where T : struct
    {
        if (result.Tokens is not [var token])
            return default;
        if (read(token.Value) is { } value)
            return value;
        result.AddError(wrong(token.Value));
        return default;
    }
}
