namespace Smoothing.Cli.Asking;

/// <summary>How the text of an option becomes JSON.</summary>
internal enum ParameterKind
{
    /// <summary>A number: 0.99.</summary>
    Number,

    /// <summary>A text as it stands: hoeffding.</summary>
    Text,

    /// <summary>An option without a value, true where it is there.</summary>
    Flag,

    /// <summary>Numbers with commas between: 990,10.</summary>
    Numbers,

    /// <summary>Texts with commas between: 1,2,inf.</summary>
    Texts,

    /// <summary>Names with numbers: 2=1,4=0.5 becomes {"2":1,"4":0.5}.</summary>
    Weights,

    /// <summary>A noise law: laplace:0.1 becomes {"laplace":{"scale":0.1}}.</summary>
    Noise,
}
