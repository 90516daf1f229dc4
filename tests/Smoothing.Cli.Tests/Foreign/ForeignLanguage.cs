namespace Smoothing.Cli.Tests.Foreign;

/// <summary>Languages with a client.</summary>
public enum ForeignLanguage
{
    /// <summary>clients/python.</summary>
    Python,

    /// <summary>clients/node.</summary>
    Node,
}
