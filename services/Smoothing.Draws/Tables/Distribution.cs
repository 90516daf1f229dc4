using System.Numerics;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Draws.Tables;

/// <summary>The distribution function of a law at the points (j + ½) step, to a number of binary digits.</summary>
/// <remarks>It is computed with whole numbers, so that the result does not depend on the machine.</remarks>
internal abstract class Distribution
{
    private readonly BigInteger _step, _width;

    /// <summary>The function for a law whose only length is the width.</summary>
    /// <param name="width">Finite, above 0.</param>
    /// <param name="step">Step of the grid.</param>
    /// <param name="bits">Binary digits of the arithmetic.</param>
    protected Distribution(double width, Rational step, int bits)
    {
        Arithmetic = new FixedPoint(bits);
        var (numerator, denominator) = Binary64.Fraction(width);
        // (j + ½) step / width = (2j + 1) _step / _width, in whole numbers.
        (_step, _width) = (step.Numerator * denominator, step.Denominator * numerator * 2);
    }

    /// <summary>The values of <see cref="AboveHalf"/> err by at most 2 to this power units.</summary>
    public abstract int ErrorBits { get; }

    /// <summary>The arithmetic.</summary>
    protected FixedPoint Arithmetic { get; }

    /// <summary>The function of a law.</summary>
    public static Distribution Of(NoiseLaw law, Rational step, int bits) => law switch
    {
        GaussianLaw gaussian => new GaussianDistribution(gaussian, step, bits),
        LaplaceLaw laplace => new LaplaceDistribution(laplace, step, bits),
        GeneralizedGaussianLaw general => new GeneralizedGaussianDistribution(general, step, bits),
        UniformLaw uniform => new UniformDistribution(uniform, step, bits),
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "a law with a table"),
    };

    /// <summary>P(Z &lt; (j + ½) step) as the nearest multiple of 2^-64; null when the error leaves two.</summary>
    /// <param name="j">At least 0.</param>
    public BigInteger? Rounded(int j)
    {
        if (AboveHalf(_step * (2 * j + 1), _width) is not { } aboveHalf)
            return BigInteger.One << 64;
        var value = (Arithmetic.One >> 1) + aboveHalf;
        var error = BigInteger.One << ErrorBits;
        var (low, high) = (Nearest(value - error), Nearest(value + error));
        return low == high ? low : null;
    }

    /// <summary>P(0 &lt; Z &lt; t), t = width · numerator / denominator; null where above ½ - 2^-65.</summary>
    public abstract BigInteger? AboveHalf(BigInteger numerator, BigInteger denominator);

    private BigInteger Nearest(BigInteger value)
    {
        var shift = Arithmetic.Bits - 64;
        return (value + (BigInteger.One << (shift - 1))) >> shift;
    }
}
