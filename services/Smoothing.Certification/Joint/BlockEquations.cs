using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>
/// Stationarity with given ties: for each block of tied limits Σ w_k = λ Σ k c_k e^(k y_k), and for all together
/// Σ c_k e^(k y_k) = h. Newton's method for the logarithms of both sides.
/// </summary>
internal sealed class BlockEquations
{
    private const int MostSteps = 80;
    private const double Precise = 1e-29;
    private const double MostMove = 4;

    private readonly GeometricProgramme _programme;
    private readonly int[] _ends;
    private readonly DoubleDouble[] _offsets;
    private readonly DoubleDouble[] _logWeights;

    /// <summary>The equations of ties.</summary>
    public BlockEquations(GeometricProgramme programme, Tie[] ties)
    {
        _programme = programme;
        _ends = [.. Enumerable.Range(0, programme.Count).Where(i => i == ties.Length || ties[i] == Tie.None)];
        _offsets = new DoubleDouble[programme.Count];
        for (var i = ties.Length - 1; i >= 0; i--)
        {
            _offsets[i] = ties[i] switch
            {
                Tie.None => DoubleDouble.Zero,
                Tie.Lower => _offsets[i + 1],
                _ => _offsets[i + 1] + programme.LogMost[i],
            };
        }

        _logWeights = [.. Blocks().Select(block => Logarithm.Of(WeightOf(block.First, block.Last)))];
    }

    /// <summary>e to a power, e^-600 where it is below that and e^690 where it is above that.</summary>
    /// <remarks>
    /// Steps that lead too far come to such powers, and others lead back: a sum of them must have a logarithm. In sums
    /// near the answer, which are about 1, they are far below what double words hold.
    /// </remarks>
    public static DoubleDouble PositiveExponentialOf(DoubleDouble power) =>
        power.Hi < -600 ? Exponential.Of(-600) : ExponentialOf(power);

    /// <summary>e to a power, 0 where it is below e^-600 and e^690 where it is above that.</summary>
    public static DoubleDouble ExponentialOf(DoubleDouble power) => power.Hi switch
    {
        < -600 => DoubleDouble.Zero,
        > 690 => Exponential.Of(690),
        _ => Exponential.Of(power),
    };

    /// <summary>Solves them, from a point nearby.</summary>
    /// <param name="point">y_k; replaced.</param>
    /// <param name="price">ln λ; replaced.</param>
    public void Solve(DoubleDouble[] point, ref DoubleDouble price)
    {
        for (var i = 0; i < MostSteps; i++)
        {
            Spread(point);
            if (Step(point, ref price) < Precise)
                break;
        }

        Spread(point);
    }

    // One step; returns how far the equations were from holding.
    private double Step(DoubleDouble[] point, ref DoubleDouble price)
    {
        var residuals = new DoubleDouble[_ends.Length];
        var (slopes, shares) = (new double[_ends.Length], new double[_ends.Length]);
        var (total, most) = (DoubleDouble.Zero, 0.0);
        foreach (var (index, (first, last)) in Blocks().Index())
        {
            var (sum, weighted, squared) = (DoubleDouble.Zero, DoubleDouble.Zero, 0.0);
            for (var i = first; i <= last; i++)
            {
                var (k, logCoefficient) = (_programme.Exponents[i], _programme.LogCoefficients[i]);
                var term = PositiveExponentialOf(logCoefficient + (point[i] * k) - _programme.LogBudget);
                sum += term;
                weighted += term * k;
                squared += term.Hi * k * k;
            }

            total += sum;
            residuals[index] = Logarithm.Of(weighted) + _programme.LogBudget - _logWeights[index] + price;
            (slopes[index], shares[index]) = (squared / weighted.Hi, weighted.Hi);
            most = Math.Max(most, Math.Abs(residuals[index].Hi));
        }

        var excess = Logarithm.Of(total);
        most = Math.Max(most, Math.Abs(excess.Hi));
        var (known, unknown) = (excess.Hi * total.Hi, 0.0);
        for (var b = 0; b < _ends.Length; b++)
        {
            known -= shares[b] * residuals[b].Hi / slopes[b];
            unknown += shares[b] / slopes[b];
        }

        Move(point, ref price, residuals, slopes, known / unknown);
        return most;
    }

    private void Move(
        DoubleDouble[] point, ref DoubleDouble price, DoubleDouble[] residuals, double[] slopes, double priceMove)
    {
        var largest = Math.Abs(priceMove) / 64;
        for (var b = 0; b < _ends.Length; b++)
            largest = Math.Max(largest, Math.Abs((residuals[b].Hi + priceMove) / slopes[b]));
        var size = largest > MostMove ? MostMove / largest : 1;
        for (var b = 0; b < _ends.Length; b++)
            point[_ends[b]] -= (residuals[b] + priceMove) * (size / slopes[b]);
        price += priceMove * size;
    }

    // The limits of a block follow from its last one.
    private void Spread(DoubleDouble[] point)
    {
        foreach (var (first, last) in Blocks())
        {
            for (var i = first; i < last; i++)
                point[i] = point[last] + _offsets[i];
        }
    }

    private IEnumerable<(int First, int Last)> Blocks() =>
        _ends.Select((end, index) => (index == 0 ? 0 : _ends[index - 1] + 1, end));

    private DoubleDouble WeightOf(int first, int last)
    {
        var weight = DoubleDouble.Zero;
        for (var i = first; i <= last; i++)
            weight += _programme.Weights[i];
        return weight;
    }
}
