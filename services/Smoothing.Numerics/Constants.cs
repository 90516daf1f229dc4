namespace Smoothing.Numerics;

/// <summary>Constants to double-word precision; tests compare each with 60 digits.</summary>
internal static class Constants
{
    /// <summary>ln 2, within u² relatively.</summary>
    internal static readonly DoubleDouble Ln2 = DoubleDouble.Constant(0.6931471805599453, 2.3190468138462996e-17);

    /// <summary>The first 40 bits of ln 2: its product with an integer below 2^13 is exact.</summary>
    internal const double Ln2Head = 0.6931471805592082;

    /// <summary>ln 2 less <see cref="Ln2Head"/>, within u² relatively.</summary>
    internal static readonly DoubleDouble Ln2Tail =
        DoubleDouble.Constant(7.371002565167799e-13, 1.94704509238075e-31);

    /// <summary>π, within u² relatively.</summary>
    internal static readonly DoubleDouble Pi = DoubleDouble.Constant(3.141592653589793, 1.2246467991473532e-16);

    /// <summary>1/√(2π), within u² relatively.</summary>
    internal static readonly DoubleDouble InverseSqrtTwoPi =
        DoubleDouble.Constant(0.3989422804014327, -2.49232720227773e-17);

    /// <summary>½ ln(2π), within u² relatively.</summary>
    internal static readonly DoubleDouble HalfLnTwoPi =
        DoubleDouble.Constant(0.9189385332046728, -3.8782941580672414e-17);

    /// <summary>√2 rounded; where a range is halved, so its rounding does not matter.</summary>
    internal const double Sqrt2 = 1.4142135623730951;
}
