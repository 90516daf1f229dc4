using FsCheck;
using FsCheck.Fluent;

namespace Smoothing.Numerics.Tests;

/// <summary>Any finite double: every exponent, both signs, zeros and subnormals.</summary>
public sealed record AnyDouble(double Value);

/// <summary>A double of magnitude 2^-200 to 2^200.</summary>
public sealed record MiddleDouble(double Value);

/// <summary>A double word of magnitude 2^-200 to 2^200.</summary>
public sealed record Word(DoubleDouble Value);

/// <summary>Counts of a binomial experiment, and the error that a bound is allowed.</summary>
public sealed record Trial(long Successes, long Draws, double Error);

/// <summary>A number strictly between 0 and 1, of any magnitude down to 1e-300, or near 1/2 or 1.</summary>
public sealed record Fraction(double Value);

/// <summary>How FsCheck draws the numbers of the properties.</summary>
public static class Numbers
{
    private static readonly Gen<int> Int = Gen.Choose(int.MinValue, int.MaxValue);

    private static readonly Gen<long> Bits = from high in Int
                                             from low in Int
                                             select ((long)high << 32) | (uint)low;

    // Significands of few bits make ties, exact results and cancellation likely.
    private static readonly Gen<double> Significand = from bits in Bits
                                                      from kept in Gen.Elements(1, 4, 27, 52)
                                                      let fraction = bits & (-1L << (52 - kept)) & 0xF_FFFF_FFFF_FFFF
                                                      let one = BitConverter.Int64BitsToDouble(0x3FFL << 52 | fraction)
                                                      select bits < 0 ? -one : one;

    private static readonly Gen<double> Middle = from significand in Significand
                                                 from spread in Gen.Elements(1, 60, 200)
                                                 from exponent in Gen.Choose(-spread, spread)
                                                 select Math.ScaleB(significand, exponent);

    private static readonly Gen<double> Unit = from bits in Bits
                                               select ((bits >>> 11) + 0.5) / 9007199254740992.0;

    private static readonly Gen<double> Inside = from uniform in Unit
                                                 from kind in Gen.Choose(0, 3)
                                                 from exponent in Gen.Choose(-990, -2)
                                                 let small = Math.ScaleB(uniform, exponent)
                                                 let near = Math.ScaleB(uniform, Math.Clamp(exponent / 20, -53, -2))
                                                 let value = kind switch
                                                 {
                                                     0 => uniform,
                                                     1 => small,
                                                     2 => 0.5 - near,
                                                     _ => 1 - near,
                                                 }
                                                 select Math.Min(value, Math.BitDecrement(1.0));

    public static Arbitrary<AnyDouble> AnyDoubles() =>
        Bits.Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite).Select(x => new AnyDouble(x)).ToArbitrary();

    public static Arbitrary<MiddleDouble> MiddleDoubles() => Middle.Select(x => new MiddleDouble(x)).ToArbitrary();

    public static Arbitrary<Word> Words() =>
        (from hi in Middle
         from part in Significand
         from gap in Gen.Choose(55, 70)
         from alone in Gen.Choose(0, 4)
         select new Word(DoubleDouble.FromSum(hi, alone == 0 ? 0 : Math.ScaleB(hi * part, -gap)))).ToArbitrary();

    public static Arbitrary<Trial> Trials() =>
        (from draws in Gen.OneOf(Gen.Choose(1, 30), Gen.Choose(30, 3000), Gen.Choose(3000, 100_000))
         from share in Unit
         from edge in Gen.Choose(0, 9)
         from error in Gen.Elements(1e-12, 1e-6, 0.001, 0.025, 0.05, 0.3, 0.5, 0.8)
         let inner = (long)(share * (draws + 1))
         let successes = edge switch { 0 => 0, 1 => 1, 2 => draws, 3 => draws - 1, _ => inner }
         select new Trial(Math.Min(successes, draws), draws, error)).ToArbitrary();

    public static Arbitrary<Fraction> Fractions() => Inside.Select(x => new Fraction(x)).ToArbitrary();
}
