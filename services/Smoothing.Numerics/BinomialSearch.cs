namespace Smoothing.Numerics;

/// <summary>The search for the confidence bounds of one count, at least 1.</summary>
internal readonly struct BinomialSearch
{
    private readonly BinomialCoefficient _coefficient;
    private readonly double _error;
    private readonly (double Success, double Failure) _guess;

    internal BinomialSearch(long successes, long draws, double error)
    {
        (_coefficient, _error) = (new(successes, draws), error);
        _guess = BinomialGuess.Of(_coefficient, error);
    }

    internal double LowerBound() => Bracket.LastTrue(new IsLower(_coefficient, _error), 0, 1, _guess.Success);

    internal double ComplementUpperBound() =>
        Bracket.FirstTrue(new IsComplementUpper(_coefficient, _error), 0, 1, _guess.Failure);

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
