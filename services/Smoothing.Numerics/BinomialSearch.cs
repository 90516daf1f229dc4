namespace Smoothing.Numerics;

/// <summary>The search for the confidence bounds of one count, at least 1.</summary>
/// <remarks>
/// The guess is nearly always the two doubles between which a condition changes, for both bounds. So these four are
/// evaluated at once, and only where an answer is another one is there a search. See PROOFS.md, "Binomial bound".
/// </remarks>
internal readonly struct BinomialSearch
{
    private readonly BinomialCoefficient _coefficient;
    private readonly double _error;
    private readonly (DoubleDouble Success, DoubleDouble Failure) _guess;

    // Not a number where they were not found at once.
    private readonly double _lower;
    private readonly double _complementUpper;

    internal BinomialSearch(long successes, long draws, double error)
    {
        (_coefficient, _error) = (new(successes, draws), error);
        _guess = BinomialGuess.Of(_coefficient, error);
        (_lower, _complementUpper) = AtOnce();
    }

    internal double LowerBound() => double.IsNaN(_lower)
        ? Bracket.LastTrue(new IsLower(_coefficient, _error), 0, 1, _guess.Success.Hi)
        : _lower;

    internal double ComplementUpperBound() => double.IsNaN(_complementUpper)
        ? Bracket.FirstTrue(new IsComplementUpper(_coefficient, _error), 0, 1, _guess.Failure.Hi)
        : _complementUpper;

    private (double Lower, double ComplementUpper) AtOnce()
    {
        var (success, failure) = (_guess.Success.RoundedDown(), _guess.Failure.RoundedUp());
        var (nextSuccess, nextFailure) = (Math.BitIncrement(success), Math.BitDecrement(failure));
        ReadOnlySpan<DoubleDouble> p =
        [
            success, nextSuccess, DoubleDouble.FromSum(1, -failure), DoubleDouble.FromSum(1, -nextFailure),
        ];
        ReadOnlySpan<DoubleDouble> q =
        [
            DoubleDouble.FromSum(1, -success), DoubleDouble.FromSum(1, -nextSuccess), failure, nextFailure,
        ];
        Span<double> tails = stackalloc double[4];
        return BinomialTail.TryUpperBounds(_coefficient, p, q, tails)
            ? (Changes(tails[0], tails[1]) ? success : double.NaN, Changes(tails[2], tails[3]) ? failure : double.NaN)
            : (double.NaN, double.NaN);
    }

    // Whether the condition holds at the one and fails at the other.
    private bool Changes(double holds, double fails) => holds <= _error && !(fails <= _error);

    private readonly record struct IsLower(BinomialCoefficient Coefficient, double Error) : ICondition
    {
        public bool Holds(double value) => value == 0 || BinomialTail.UpperBound(Coefficient, value) <= Error;
    }

    private readonly record struct IsComplementUpper(BinomialCoefficient Coefficient, double Error) : ICondition
    {
        public bool Holds(double value) =>
            value == 1 || BinomialTail.UpperBoundFromFailure(Coefficient, value) <= Error;
    }
}
