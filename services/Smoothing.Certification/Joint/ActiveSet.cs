using System.Collections.Immutable;
using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>
/// Primal-dual active set method for a geometric programme, in double-word arithmetic: solves the equations of
/// stationarity for given ties, then ties what left the chain and frees what pulls at its tie.
/// </summary>
/// <remarks>
/// M. Hintermüller, K. Ito, K. Kunisch, "The primal-dual active set strategy as a semismooth Newton method", 2002. The
/// multiplier of a tie is a sum of w_k - λ k c_k e^(k y_k) over the limits before it. See THEOREMS.md, "Joint region".
/// </remarks>
internal sealed class ActiveSet
{
    private const int MostRounds = 400;

    // From here on one tie changes at a time, so that no cycle of several lasts.
    private const int RoundsOfMany = 40;

    private readonly GeometricProgramme _programme;
    private readonly Tie[] _ties;
    private readonly DoubleDouble[] _point;

    // ln λ.
    private DoubleDouble _price;

    /// <summary>A solver that starts near the answer.</summary>
    public ActiveSet(GeometricProgramme programme, (double[] Point, Tie[] Ties) start)
    {
        (_programme, _ties) = (programme, start.Ties);
        _point = [.. start.Point.Select(DoubleDouble.FromDouble)];
        _price = -Logarithm.Of(Slope(Terms())) - programme.LogBudget;
    }

    /// <summary>The ratios at the optimum.</summary>
    public ImmutableArray<Rung> Solve()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            new BlockEquations(_programme, _ties).Solve(_point, ref _price);
            if (!Change(round < RoundsOfMany))
                break;
        }

        return [.. _ties.Select((tie, i) => new Rung(tie, _point[i] - _point[i + 1]))];
    }

    private bool Change(bool many)
    {
        var (multiplier, changed, terms) = (DoubleDouble.Zero, false, Terms());
        var factor = Exponential.Of(_price + _programme.LogBudget);
        for (var i = 0; i < _ties.Length; i++)
        {
            // λ k c_k e^(k y_k), where the terms are over the budget.
            multiplier += _programme.Weights[i] - (factor * (terms[i] * _programme.Exponents[i]));
            var ratio = _point[i] - _point[i + 1];
            var tie = _ties[i] switch
            {
                Tie.None when ratio.Hi < 0 => Tie.Lower,
                Tie.None when ratio > _programme.LogMost[i] => Tie.Upper,
                Tie.Lower when multiplier.Hi > Negligible => Tie.None,
                Tie.Upper when multiplier.Hi < -Negligible => Tie.None,
                var same => same,
            };
            if (tie == _ties[i])
                continue;
            (_ties[i], changed) = (tie, true);
            if (!many)
                return true;
        }

        return changed;
    }

    // Of weights of sum 1; what is less would only free a tie that the next round ties.
    private const double Negligible = 1e-26;

    // c_k e^(k y_k) / h.
    private DoubleDouble[] Terms() =>
    [
        .. _point.Select((y, i) => BlockEquations.PositiveExponentialOf(
            _programme.LogCoefficients[i] + (y * _programme.Exponents[i]) - _programme.LogBudget)),
    ];

    private DoubleDouble Slope(DoubleDouble[] terms)
    {
        var slope = DoubleDouble.Zero;
        for (var i = 0; i < terms.Length; i++)
            slope += terms[i] * _programme.Exponents[i];
        return slope;
    }
}
