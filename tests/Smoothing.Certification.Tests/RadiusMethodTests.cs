using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>All methods against the tight radius, against each other, and at the ends of their ranges.</summary>
public sealed class RadiusMethodTests
{
    private static readonly double[] Complements =
    [
        1e-300, 1e-40, 1e-20, 1e-15, 1e-13, 1e-12, 1e-9, 1e-6, 0.001, 0.01, 0.0254, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4,
        0.45, 0.49, 0.4999, 0.5 - 1e-6, 0.5 - 1e-9, 0.5 - 1e-12, 0.5 - 1e-14, Math.BitDecrement(0.5), 0.5, 0.5 + 1e-12,
        0.55, 0.6, 0.7, 0.8, 0.9, 0.99,
    ];

    private static readonly double[] Shares =
        [1, 1 - 1e-15, 1 - 1e-12, 1 - 1e-9, 1 - 1e-4, 0.99, 0.9, 0.7, 0.5, 0.3, 0.1, 0.001, 1e-9, 1e-100, 0];

    public static TheoryData<string> Laws =>
    [
        "gaussian:0.25", "laplace:0.1", "generalized_gaussian:0.3:1.5", "generalized_gaussian:0.3:3",
        "generalized_gaussian:0.3:4", "generalized_gaussian:2:7", "generalized_gaussian:0.5:64", "uniform:0.4",
    ];

    // An ls ball of a radius above the tight l1 radius would hold a larger l1 ball than the tight one.
    [Theory]
    [MemberData(nameof(Laws))]
    public void No_method_exceeds_the_exact_Neyman_Pearson_radius(string text)
    {
        var law = Law(text);
        foreach (var bounds in Grid())
        {
            var most = NeymanPearsonUpperBound(bounds, law);
            foreach (var method in BallMethods.For(law))
            {
                foreach (var dimension in new[] { 1, 3072 })
                {
                    var (radius, _) = method.Radius(bounds, law, dimension);
                    Assert.True(
                        radius <= most,
                        $"{method.Name} of {law} at q1 = {bounds.TopComplementUpper:R}, p2 = {bounds.OtherUpper:R}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Every_radius_is_held_by_its_witness_and_the_next_double_is_not(string text)
    {
        var law = Law(text);
        foreach (var bounds in Grid())
        {
            foreach (var method in BallMethods.For(law))
            {
                var (radius, witness) = method.Radius(bounds, law, 3072);
                Assert.True(double.IsFinite(radius));
                if (!(radius > 0))
                    continue;
                var what = $"{method.Name} at q1 = {bounds.TopComplementUpper:R}, p2 = {bounds.OtherUpper:R}";
                Assert.True(method.Holds(radius, witness, bounds, law, 3072), what);
                Assert.False(method.Holds(Math.BitIncrement(radius), witness, bounds, law, 3072), what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Radii_grow_with_p1_and_fall_with_p2(string text)
    {
        var law = Law(text);
        foreach (var method in BallMethods.For(law))
        {
            foreach (var share in new[] { 1, 0.5, 0.01 })
            {
                var radii = Complements.Where(q1 => q1 + (share * q1) < 1).Select(q1 => Radius(q1, share * q1));
                Assert.Equal(radii.OrderDescending(), radii);
            }

            foreach (var q1 in new[] { 1e-12, 0.01, 0.4, 0.6 })
            {
                var others = Shares.Select(share => share * q1).Where(p2 => p2 + q1 < 1);
                var radii = others.Select(p2 => Radius(q1, p2));
                Assert.Equal(radii.Order(), radii);
            }

            double Radius(double q1, double p2) => method.Radius(Bounds(q1, p2), law, 784).Radius;
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Twice_the_noise_is_exactly_twice_the_radius(string text)
    {
        var (law, twice) = (Law(text), Law(Doubled(text)));
        foreach (var bounds in Grid().Where((_, i) => i % 7 == 0))
        {
            foreach (var method in BallMethods.For(law))
                Assert.Equal(2 * method.Radius(bounds, law, 784).Radius, method.Radius(bounds, twice, 784).Radius);
        }
    }

    // Order: Neyman-Pearson > Rényi > KL = χ² > H² = Bhattacharyya > Lecuyer.
    [Theory]
    [InlineData(0.4)]
    [InlineData(0.2)]
    [InlineData(0.01)]
    [InlineData(1e-6)]
    [InlineData(1e-12)]
    public void The_methods_of_two_classes_are_in_the_order_of_theory(double q1)
    {
        double Of(BallMethod method) => method.Radius(Bounds(q1, q1), new GaussianLaw(0.5), 1).Radius;

        var (renyi, kl, hellinger) = (Of(new Renyi()), Of(new Kl()), Of(new Hellinger()));
        Assert.True(Of(new NeymanPearson()) > renyi * (1 + 1e-6));
        Assert.True(renyi > kl * (1 + 1e-6));
        Assert.InRange(Of(new ChiSquared()), kl * (1 - 1e-14), kl * (1 + 1e-14));
        Assert.Equal(kl, Of(new Eq20()));
        Assert.True(kl > hellinger * (1 + 1e-4));
        Assert.InRange(Of(new Bhattacharyya()), hellinger * (1 - 1e-14), hellinger * (1 + 1e-14));
        Assert.True(hellinger > Of(new Lecuyer()) * (1 + 1e-4));
        Assert.True(Of(new NeymanPearson()) >= Of(new TotalVariation()));
    }

    [Fact]
    public void Total_variation_is_the_tight_radius_next_to_one_half_and_the_least_divergence_far_from_it()
    {
        double Of(BallMethod method, double q1) => method.Radius(Bounds(q1, q1), new GaussianLaw(1), 1).Radius;

        var near = 0.5 - 1e-9;
        Assert.InRange(Of(new TotalVariation(), near) / Of(new NeymanPearson(), near), 1 - 1e-12, 1);
        Assert.True(Of(new TotalVariation(), 0.02) < Of(new Hellinger(), 0.02));
    }

    // Hayes 2020, Table 1, prints 2 σ Φ⁻¹(|p1-p2|/2 + ½). The half-space u ≤ Φ⁻¹(p1) has the probability p1 at 0, and
    // less than one half at two thirds of that radius.
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.01)]
    [InlineData(1e-6)]
    public void A_half_space_breaks_the_total_variation_radius_as_it_was_printed_and_not_the_right_one(double q1)
    {
        var printed = 2 * NormalQuantile.UpperTailLowerBound(0.5 - ((1 - (2 * q1)) / 2));
        var (right, _) = new TotalVariation().Radius(Bounds(q1, q1), new GaussianLaw(1), 1);
        var threshold = NormalQuantile.UpperTailLowerBound(q1);

        double MostProbability(double shift) => NormalTail.UpperBound(shift - threshold);
        double LeastProbability(double shift) => NormalTail.LowerBound(shift - threshold);

        Assert.InRange(printed, threshold * 2 * (1 - 1e-9), threshold * 2 * (1 + 1e-9));
        Assert.True(MostProbability(printed * 2 / 3) < 0.5);
        Assert.True(LeastProbability(right * (1 - 1e-12)) >= 0.5 - 1e-15);
        Assert.True(right <= printed / 2 * (1 + 1e-12));
    }

    // Two half-spaces on opposite sides, with probabilities p1 and p2: the answer changes at the tight radius.
    [Theory]
    [MemberData(nameof(Laws))]
    public void Two_half_spaces_keep_their_order_within_every_radius(string text)
    {
        var (law, (tail, scale)) = (Law(text), UnitLaws.Of(Law(text)));
        foreach (var (q1, p2) in new[] { (0.01, 0.01), (0.3, 0.1), (0.6, 0.2), (0.6, 0.39), (0.7, 0.01) })
        {
            var (first, second) = (tail.UpperTailUpperBound(q1), tail.UpperTailUpperBound(p2));
            foreach (var method in BallMethods.For(law))
            {
                var shift = method.Radius(Bounds(q1, p2), law, 1).Radius / scale;
                var (top, other) = (tail.UpperBound(shift - first), tail.LowerBound(second - shift));
                Assert.True(top >= other * (1 - 1e-12), $"{method.Name} of {law} at q1 = {q1}, p2 = {p2}");
            }
        }
    }

    [Fact]
    public void Any_order_is_held_if_it_is_a_binary32_number_in_range_and_no_other()
    {
        var (law, bounds, method) = (new GaussianLaw(1), Bounds(0.1, 0.05), new Renyi());
        foreach (var order in new[] { 0.125, 0.5, 1, 1.5, 7, 100 })
            Assert.True(Holds(order), $"{order}");
        foreach (var order in new[] { Math.BitIncrement(1.5), 0.1, 1.1, 3.3 })
            Assert.False(Holds(order), $"{order}");
        foreach (var order in new[] { 0, -1, 101, double.NaN, double.PositiveInfinity, double.Epsilon })
            Assert.False(method.Holds(0.1, new DivergenceWitness(0.1, order), bounds, law, 1), $"{order}");

        bool Holds(double order)
        {
            var within = Math.Clamp(order, DivergenceBound.LeastOrder, DivergenceBound.MostOrder);
            var divergence = DivergenceBound.RenyiLowerBound(within, 0.1, 0.05);
            var radius = Directed.SqrtDown(Directed.DivideDown(2 * divergence, within));
            return method.Holds(radius, new DivergenceWitness(divergence, order), bounds, law, 1);
        }
    }

    [Fact]
    public void Orders_below_one_gain_where_there_are_many_classes_and_are_not_the_default()
    {
        var (law, gained) = (new GaussianLaw(1), 0.0);
        foreach (var bounds in Grid())
        {
            var (usual, witness) = new Renyi().Radius(bounds, law, 1);
            var (wider, _) = new Renyi(DivergenceBound.LeastOrder).Radius(bounds, law, 1);
            Assert.InRange(((DivergenceWitness)witness).Order, 1, 100);
            Assert.True(wider >= usual * (1 - 1e-9));
            Assert.True(wider <= NeymanPearsonUpperBound(bounds, law));
            if (usual > 0)
                gained = Math.Max(gained, (wider / usual) - 1);
        }

        Assert.InRange(gained, 0.03, 0.3);
    }

    [Fact]
    public void Li_is_the_tight_radius_of_two_classes_to_the_last_bit_and_Lecuyer_that_of_a_small_p1()
    {
        var law = new LaplaceLaw(0.3);
        foreach (var q1 in Complements.Where(q1 => q1 < 0.5))
        {
            var bounds = Bounds(q1, q1);
            Assert.Equal(new NeymanPearson().Radius(bounds, law, 1).Radius, new Li().Radius(bounds, law, 1).Radius);
            Assert.True(new Li().IsTight(Bounds(q1, q1), law));
            Assert.False(new Li().IsTight(Bounds(q1, q1 * 0.9), law));
        }

        var small = Bounds(0.6, 0.1);
        var (exact, _) = new NeymanPearson().Radius(small, law, 1);
        Assert.InRange(new Lecuyer().Radius(small, law, 1).Radius, exact * (1 - 1e-15), exact * (1 + 1e-15));
        Assert.True(new Lecuyer().IsTight(small, law));
        Assert.True(new Teng().IsTight(small, law));
        Assert.False(new Lecuyer().IsTight(Bounds(0.4, 0.1), law));
        Assert.False(new Lecuyer().IsTight(small, new GaussianLaw(1)));
    }

    [Fact]
    public void Teng_is_the_larger_of_two_and_is_held_by_its_witness_alone()
    {
        var (law, teng) = (new LaplaceLaw(0.3), new Teng());
        foreach (var bounds in Grid())
        {
            var (li, lecuyer) = (new Li().Radius(bounds, law, 1), new Lecuyer().Radius(bounds, law, 1));
            Assert.Equal(Math.Max(li.Radius, lecuyer.Radius), teng.Radius(bounds, law, 1).Radius);
            if (li.Radius != lecuyer.Radius)
            {
                var (smaller, witness) = li.Radius < lecuyer.Radius ? li : lecuyer;
                Assert.False(teng.Holds(smaller, witness, bounds, law, 1));
            }
        }
    }

    // At q1 = 0.4 the two radii cross next to p2 = 4/15.
    [Fact]
    public void Of_equal_radii_Teng_states_and_holds_that_of_Li()
    {
        var (law, teng, found) = (new LaplaceLaw(1), new Teng(), 0);
        var other = 4.0 / 15;
        for (var i = 0; i < 200; i++)
            other = Math.BitDecrement(other);
        for (var i = 0; i < 400; i++, other = Math.BitIncrement(other))
        {
            var bounds = Bounds(0.4, other);
            var (li, lecuyer) = (new Li().Radius(bounds, law, 1), new Lecuyer().Radius(bounds, law, 1));
            var (radius, witness) = teng.Radius(bounds, law, 1);
            Assert.True(teng.Holds(radius, witness, bounds, law, 1));
            if (li.Radius != lecuyer.Radius)
                continue;
            found++;
            Assert.Equal(li, (radius, witness));
        }

        Assert.InRange(found, 1, 399);
    }

    [Fact]
    public void The_exact_divergence_gains_on_even_powers_and_they_on_equation_21()
    {
        foreach (var shape in new[] { 3, 5, 7, 63 })
        {
            var law = NoiseLaw.GeneralizedGaussian(1, shape);
            double Of(BallMethod method, long dimension) => method.Radius(Bounds(0.01, 0.01), law, dimension).Radius;

            // For a large shape the highest power, in which they differ, counts for nothing here.
            Assert.True(shape > 7 || Of(new ExactKl(), 1) > Of(new Eq21EvenPowers(), 1) * (1 + 1e-4));
            Assert.True(Of(new ExactKl(), 3072) >= Of(new Eq21EvenPowers(), 3072));
            Assert.InRange(Of(new Eq21EvenPowers(), 3072) / Of(new Eq21(), 3072), 5, 300);
        }

        var even = NoiseLaw.GeneralizedGaussian(1, 6);
        Assert.Equal(
            new Eq21().Radius(Bounds(0.01, 0.01), even, 3072), new ExactKl().Radius(Bounds(0.01, 0.01), even, 3072));
        Assert.Null(new Eq21EvenPowers().Norm(even));
        Assert.Null(new ExactKl().Norm(new GaussianLaw(1)));
        Assert.Null(new ExactKl().Norm(NoiseLaw.GeneralizedGaussian(1, 2.5)));
        Assert.Null(new ExactKl().Norm(NoiseLaw.Uniform(1)));
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Probabilities_at_the_ends_give_a_number_or_nothing_and_no_exception(string text)
    {
        var law = Law(text);
        foreach (var q1 in new[] { 0, double.Epsilon, 1e-310, 1e-300, 0.5, 0.9, Math.BitDecrement(1), 1 })
        {
            foreach (var p2 in new[] { 0, double.Epsilon, 1e-310, 1e-300, 0.1, 0.5 }.Where(p2 => p2 <= q1))
            {
                foreach (var method in BallMethods.For(law))
                {
                    var (radius, witness) = method.Radius(Bounds(q1, p2), law, 1L << 28);
                    Assert.True(double.IsFinite(radius), $"{method.Name} at {q1:R}, {p2:R}");
                    Assert.Equal(
                        radius > 0, method.Holds(radius > 0 ? radius : 1, witness, Bounds(q1, p2), law, 1L << 28));
                }
            }
        }
    }

    [Fact]
    public void A_bound_of_zero_for_the_others_is_the_limit_of_small_ones()
    {
        var law = new GaussianLaw(1);
        foreach (var method in BallMethods.For(law).Where(method => method is not NeymanPearson))
        {
            var (small, zero) = (method.Radius(Bounds(0.1, 1e-60), law, 1), method.Radius(Bounds(0.1, 0), law, 1));
            Assert.InRange(zero.Radius, small.Radius, small.Radius * (1 + 1e-12));
        }

        Assert.Equal(new DivergenceWitness(DivergenceBound.KullbackLeiblerLowerBound(0.1, 0), 1), Renyi());
        Assert.Equal(new PrivacyWitness(1), new Lecuyer().Radius(Bounds(0.1, 0), law, 1).Witness);

        Witness Renyi() => new Renyi().Radius(Bounds(0.1, 0), law, 1).Witness;
    }

    private static IEnumerable<ProbabilityBounds> Grid() =>
        from q1 in Complements
        from share in Shares
        let p2 = q1 * share
        where Directed.AddUp(q1, p2) < 1
        select Bounds(q1, p2);

    // Half the scale times the difference of two quantiles, each moved outward.
    private static double NeymanPearsonUpperBound(ProbabilityBounds bounds, NoiseLaw law)
    {
        var (tail, scale) = UnitLaws.Of(law);
        var top = tail.UpperTailUpperBound(bounds.TopComplementUpper);
        var other = tail.UpperTailUpperBound(Math.Max(bounds.OtherUpper, double.Epsilon));
        return Directed.MultiplyUp(scale, Directed.AddUp(top, other) / 2);
    }

    private static ProbabilityBounds Bounds(double q1, double p2)
    {
        var p1 = Directed.SubtractDown(1, q1);
        return new(0.001, IntervalMethod.ClopperPearson, p1, q1, p2, 0, new(0, 0, 1, p1, q1, p2));
    }

    private static NoiseLaw Law(string text) =>
        LawText.TryRead(text, out var law, out var violation) ? law : throw new InvalidOperationException(violation);

    private static string Doubled(string text)
    {
        var parts = text.Split(':');
        parts[1] = FormattableString.Invariant($"{2 * double.Parse(parts[1], null):R}");
        return string.Join(':', parts);
    }
}
