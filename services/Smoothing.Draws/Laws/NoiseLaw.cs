namespace Smoothing.Draws.Laws;

/// <summary>A noise law: independent and identical in every coordinate, symmetric about zero.</summary>
/// <remarks>Parameters are in units of the input. Two laws are equal when their canonical parameters are.</remarks>
public abstract record NoiseLaw
{
    private protected NoiseLaw()
    {
    }

    /// <summary>Standard deviation of one coordinate, in units of the input. Finite, above 0.</summary>
    public abstract double StandardDeviation { get; }

    /// <summary>
    /// Standard deviations beyond which less than 2^-65 of the law is left on either side: no 64 bits reach them.
    /// </summary>
    internal abstract int TailEnd { get; }
}
