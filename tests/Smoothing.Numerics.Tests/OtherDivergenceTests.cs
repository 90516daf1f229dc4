namespace Smoothing.Numerics.Tests;

/// <summary>Divergences besides that of Kullback and Leibler, and the privacy loss, that two probabilities imply.
/// </summary>
public sealed class OtherDivergenceTests
{
    private static readonly double[] Ends =
        [double.Epsilon, 1e-310, 1e-271, 1e-200, 1e-17, 0.3, 0.5, 0.7, 1 - 1e-12, Math.BitDecrement(1)];

    [Fact]
    public void Divergences_are_never_above_the_exact_ones_and_within_two_ulp_of_them()
    {
        foreach (var row in ReferenceTable.Rows("other_divergences"))
        {
            var (q1, p2) = (ReferenceTable.Double(row[0]), ReferenceTable.Double(row[1]));
            var what = $"({row[0]}, {row[1]})";
            Near.AtMost(Rational.Parse(row[2]), DivergenceBound.ChiSquaredLowerBound(q1, p2), 2, $"χ²{what}");
            Near.AtMost(Rational.Parse(row[3]), DivergenceBound.SquaredHellingerLowerBound(q1, p2), 2, $"H²{what}");
            Near.AtMost(Rational.Parse(row[4]), DivergenceBound.BhattacharyyaLowerBound(q1, p2), 2, $"B{what}");
            Near.AtMost(Rational.Parse(row[5]), DivergenceBound.TotalVariationLowerBound(q1, p2), 2, $"TV{what}");
            Near.AtMost(Rational.Parse(row[6]), PrivacyBound.HalfLogRatioLowerBound(q1, p2), 2, $"½ ln{what}");
        }
    }

    [Fact]
    public void Renyi_divergences_are_never_above_the_exact_ones_and_within_two_ulp_of_them()
    {
        foreach (var row in ReferenceTable.Rows("renyi_divergences"))
        {
            var (order, q1, p2) =
                (ReferenceTable.Double(row[0]), ReferenceTable.Double(row[1]), ReferenceTable.Double(row[2]));
            Near.AtMost(
                Rational.Parse(row[3]), DivergenceBound.RenyiLowerBound(order, q1, p2), 2,
                $"order {row[0]} of ({row[1]}, {row[2]})");
        }
    }

    // Next to certainty what is left of one has to be added up, not taken from it: at the first by more than is charged.
    [Theory]
    [InlineData(2, 3.6751330033923876e-16, 3.387786339175662e-19, "35.53701054150543114738525721635785901592")]
    [InlineData(2, 1e-20, 1e-30, "46.051701859580913735251557598")]
    [InlineData(100, 1e-40, 1e-41, "92.0068168907875888598891931599")]
    [InlineData(0.5, 1e-25, 1e-30, "0.693147180559943309417232021461")]
    public void Next_to_certainty_the_Renyi_divergence_is_never_above_the_exact_one(
        double order, double q1, double p2, string exact) =>
        Near.AtMost(Rational.Parse(exact), DivergenceBound.RenyiLowerBound(order, q1, p2), 2, $"order {order}");

    // For p1, p2 = 1/2 ± 2^-20 it is 2^-39 + 2^-78 and 2^-116.6 more, which the margin of other orders would take away.
    [Fact]
    public void The_divergence_of_order_one_has_the_margin_of_Kullback_and_Leibler()
    {
        var q1 = 0.5 - Math.ScaleB(1, -20);
        var divergence = Math.ScaleB(1, -39) + Math.ScaleB(1, -78);

        Assert.Equal(divergence, DivergenceBound.RenyiLowerBound(1, q1, q1));
        Assert.Equal(divergence, DivergenceBound.KullbackLeiblerLowerBound(q1, q1));
    }

    // (1 - q1 - p2) is 3/4 and 0.75 or 1.5 times 2^-96 of it: between them is what is charged.
    [Fact]
    public void What_is_charged_is_the_proved_margin_and_so_it_is_never_above_the_exact_one()
    {
        var q1 = 0.25 - Math.ScaleB(1, -54);
        var (less, more) = (Math.ScaleB(0.75 * 0.75, -96), Math.ScaleB(0.75 * 1.5, -96));

        Assert.Equal(
            Math.BitDecrement(0.75) / 2, DivergenceBound.TotalVariationLowerBound(q1, Math.ScaleB(1, -54) - less));
        Assert.Equal(0.375, DivergenceBound.TotalVariationLowerBound(q1, Math.ScaleB(1, -54) - more));
    }

    // For p1, p2 = 1/2 ± d it is -ln(1 - 4d²) = 4d² + 8d⁴ and 16/3 d⁴ of that, which is 0.81 and 1.69 times 2^-76.
    [Fact]
    public void What_is_charged_for_order_two_is_the_proved_margin_and_so_it_is_never_above_the_exact_one()
    {
        static (double Sum, double Bound) Of(double d) =>
            (4 * d * d + 8 * d * d * d * d, DivergenceBound.RenyiLowerBound(2, 0.5 - d, 0.5 - d));

        var (less, more) = (Of(Math.ScaleB(5, -22)), Of(Math.ScaleB(3, -21)));
        Assert.Equal(Math.BitDecrement(less.Sum), less.Bound);
        Assert.Equal(more.Sum, more.Bound);
    }

    [Fact]
    public void The_best_order_is_a_binary32_number_that_no_other_order_beats()
    {
        foreach (var row in ReferenceTable.Rows("other_divergences"))
        {
            var (q1, p2) = (ReferenceTable.Double(row[0]), ReferenceTable.Double(row[1]));
            foreach (var least in new[] { 1, 0.125 })
            {
                var best = DivergenceBound.BestRenyiOrder(q1, p2, least);
                Assert.Equal(best, (float)best);
                Assert.InRange(best, least, DivergenceBound.MostOrder);
                var largest = DivergenceBound.RenyiLowerBound(best, q1, p2) / best;
                for (var order = least; order <= DivergenceBound.MostOrder; order *= 1.03)
                {
                    Assert.True(
                        DivergenceBound.RenyiLowerBound(order, q1, p2) / order <= largest * (1 + 2e-9),
                        $"({row[0]}, {row[1]}): {order} is better than {best}");
                }
            }
        }
    }

    [Fact]
    public void Privacy_radii_are_never_above_the_exact_ones_and_close()
    {
        foreach (var row in ReferenceTable.Rows("privacy_radii"))
        {
            var (beta, q1, p2) =
                (ReferenceTable.Double(row[0]), ReferenceTable.Double(row[1]), ReferenceTable.Double(row[2]));
            var bound = PrivacyBound.GaussianLowerBound(beta, q1, p2);
            Near.AtMost(Rational.Parse(row[3]), bound, 4, $"β = {row[0]} of ({row[1]}, {row[2]})");
        }
    }

    [Fact]
    public void The_best_beta_is_a_binary32_number_that_no_other_beats()
    {
        foreach (var row in ReferenceTable.Rows("other_divergences"))
        {
            var (q1, p2) = (ReferenceTable.Double(row[0]), ReferenceTable.Double(row[1]));
            var best = PrivacyBound.BestBeta(q1, p2);
            Assert.Equal(best, (float)best);
            Assert.InRange(best, float.Epsilon, 1);
            var largest = PrivacyBound.GaussianLowerBound(best, q1, p2);
            var most = Math.Min(1, 2 * PrivacyBound.HalfLogRatioLowerBound(q1, p2));
            for (var i = 1; i <= 200; i++)
            {
                Assert.True(
                    PrivacyBound.GaussianLowerBound(most * i / 200, q1, p2) <= largest * (1 + 1e-9),
                    $"({row[0]}, {row[1]}): {most * i / 200} is better than {best}");
            }
        }
    }

    [Fact]
    public void No_loss_above_half_the_logarithm_of_the_ratio_gives_a_radius()
    {
        var most = PrivacyBound.HalfLogRatioLowerBound(0.4, 0.4);

        Assert.True(PrivacyBound.GaussianLowerBound(most * (1 - 1e-9), 0.4, 0.4) > 0);
        Assert.Equal(0, PrivacyBound.GaussianLowerBound(Math.BitIncrement(Math.BitIncrement(most)), 0.4, 0.4));
        Assert.Equal(0, PrivacyBound.GaussianLowerBound(1, 0.4, 0.4));
    }

    [Fact]
    public void Probabilities_at_the_ends_are_answered_with_numbers()
    {
        foreach (var q1 in Ends)
        {
            foreach (var p2 in Ends.Prepend(0).Where(p2 => p2 <= q1 && p2 < 1 - q1))
            {
                double[] found =
                [
                    DivergenceBound.ChiSquaredLowerBound(q1, p2), DivergenceBound.SquaredHellingerLowerBound(q1, p2),
                    DivergenceBound.BhattacharyyaLowerBound(q1, p2), DivergenceBound.TotalVariationLowerBound(q1, p2),
                    PrivacyBound.HalfLogRatioLowerBound(q1, p2), PrivacyBound.BestBeta(q1, p2),
                    DivergenceBound.BestRenyiOrder(q1, p2, 0.125),
                    .. new[] { 0.125, 0.5, 1, 2, 100 }.Select(a => DivergenceBound.RenyiLowerBound(a, q1, p2)),
                ];
                Assert.All(found, number => Assert.InRange(number, 5e-324, 1e300));
                Assert.InRange(PrivacyBound.GaussianLowerBound(PrivacyBound.BestBeta(q1, p2), q1, p2), 5e-324, 1);
            }
        }
    }

    [Fact]
    public void A_probability_of_zero_is_the_limit_of_small_ones()
    {
        foreach (var order in new[] { 1, 1.5, 2, 100 })
        {
            Assert.InRange(
                DivergenceBound.RenyiLowerBound(order, 0.3, 0), -Math.Log(0.3) * (1 - 1e-15), 1.2039728043259361);
        }

        Assert.Equal(0.7 / 0.3, DivergenceBound.ChiSquaredLowerBound(0.3, 0), 1e-15);
        Assert.Equal(1, PrivacyBound.BestBeta(0.3, 0));
        Assert.Equal(1, DivergenceBound.BestRenyiOrder(0.3, 0, 1));
    }

    [Fact]
    public void Arguments_outside_the_proved_ranges_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("order", () => DivergenceBound.RenyiLowerBound(0.1, 0.1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => DivergenceBound.RenyiLowerBound(101, 0.1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(
            "order", () => DivergenceBound.RenyiLowerBound(double.NaN, 0.1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("least", () => DivergenceBound.BestRenyiOrder(0.1, 0.1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("other", () => DivergenceBound.ChiSquaredLowerBound(0.1, 0.2));
        Assert.Throws<ArgumentOutOfRangeException>(
            "topComplement", () => DivergenceBound.TotalVariationLowerBound(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => PrivacyBound.GaussianLowerBound(0, 0.1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => PrivacyBound.GaussianLowerBound(1.1, 0.1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("other", () => PrivacyBound.BestBeta(0.6, 0.5));
    }

    [Theory]
    [InlineData(0.6, 0.5, "other")]
    [InlineData(0.1, 0.2, "other")]
    [InlineData(0.1, double.NaN, "other")]
    [InlineData(1, 0, "topComplement")]
    public void Probabilities_that_are_none_are_refused_by_name(double q1, double p2, string name)
    {
        Func<double>[] bounds =
        [
            () => DivergenceBound.KullbackLeiblerLowerBound(q1, p2), () => DivergenceBound.ChiSquaredLowerBound(q1, p2),
            () => DivergenceBound.SquaredHellingerLowerBound(q1, p2),
            () => DivergenceBound.BhattacharyyaLowerBound(q1, p2),
            () => DivergenceBound.TotalVariationLowerBound(q1, p2),
            () => DivergenceBound.RenyiLowerBound(1, q1, p2), () => DivergenceBound.RenyiLowerBound(2, q1, p2),
            () => DivergenceBound.BestRenyiOrder(q1, p2, 1), () => PrivacyBound.HalfLogRatioLowerBound(q1, p2),
            () => PrivacyBound.GaussianLowerBound(0.5, q1, p2), () => PrivacyBound.BestBeta(q1, p2),
        ];
        Assert.All(bounds, bound => Assert.Throws<ArgumentOutOfRangeException>(name, () => bound()));
    }
}
