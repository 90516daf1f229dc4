namespace Smoothing.Cli.Plotting;

/// <summary>Which part of a text lies at its point.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
