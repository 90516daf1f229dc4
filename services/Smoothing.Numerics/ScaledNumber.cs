namespace Smoothing.Numerics;

/// <summary>Value times 2^Exponent: a positive number that may be far below the smallest double.</summary>
internal readonly record struct ScaledNumber(DoubleDouble Value, int Exponent)
{
    public static ScaledNumber operator *(ScaledNumber a, DoubleDouble b) => new(a.Value * b, a.Exponent);

    /// <summary>The largest double at most the number less a relative error.</summary>
    internal double RoundedDown(double relativeError)
    {
        var value = Value.Lowered(relativeError);
        return Directed.ScaleDown(value.Hi, value.Lo, Exponent);
    }

    /// <summary>The smallest double at least the number plus a relative error.</summary>
    internal double RoundedUp(double relativeError)
    {
        var value = Value.Raised(relativeError);
        return Directed.ScaleUp(value.Hi, value.Lo, Exponent);
    }

    /// <summary>A double-word number at most the number less a relative error; 0 below about 2^-600.</summary>
    internal DoubleDouble Lowered(double relativeError) =>
        IsNegligible ? DoubleDouble.Zero : Value.Lowered(relativeError).Scaled(Exponent);

    /// <summary>A double-word number at least the number plus a relative error; 2^-500 below about 2^-600.</summary>
    internal DoubleDouble Raised(double relativeError) =>
        IsNegligible ? DoubleDouble.One.Scaled(-500) : Value.Raised(relativeError).Scaled(Exponent);

    // Value is at most 2^60 in every use (a series of at most 2^30 terms of at most about 1, and less elsewhere).
    private bool IsNegligible => Exponent < -600;
}
