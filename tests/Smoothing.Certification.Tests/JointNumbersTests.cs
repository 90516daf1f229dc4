using System.Numerics;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Checking;
using Smoothing.Certification.Joint;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>The numbers of joint regions: every inequality in whole numbers, membership, and the checker.</summary>
public sealed class JointNumbersTests
{
    private static readonly Func<double, double>[] Changes =
        [Math.BitIncrement, Math.BitDecrement, _ => double.NaN, _ => -1, _ => double.PositiveInfinity];

    private static readonly NoiseLaw[] Laws =
    [
        NoiseLaw.Laplace(0.2), NoiseLaw.Gaussian(0.25), NoiseLaw.GeneralizedGaussian(0.3, 3),
        NoiseLaw.GeneralizedGaussian(0.3, 4), NoiseLaw.GeneralizedGaussian(0.3, 7), NoiseLaw.GeneralizedGaussian(2, 12),
    ];

    // ε_(k+2) ≤ ε_k and ε_k^(k (k+2)) ≤ d² ε_(k+2)^(k (k+2)), which is the upper end without its root.
    [Fact]
    public void The_chain_holds_exactly()
    {
        foreach (var (region, law, dimension) in Regions())
        {
            foreach (var (one, next) in region.Limits.Zip(region.Limits.Skip(1)))
            {
                Assert.True(next.Radius <= one.Radius);
                var power = (int)(one.Norm * next.Norm);
                var (up, down) = (Dyadic(one.Radius), Dyadic(next.Radius));
                var shift = (up.Exponent - down.Exponent) * power;
                var left = BigInteger.Pow(up.Significand, power);
                var right = BigInteger.Pow(down.Significand, power) * dimension * dimension;
                Assert.True(shift >= 0 ? left << shift <= right : left <= right << -shift, $"{law} {dimension} {one}");
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void The_constraint_holds_in_decimals(int shape)
    {
        // Γ(1/3) and Γ(3/4)/Γ(1/4): c_1 = 3 Γ(1)/Γ(1/3) and c_2 = 6 Γ(3/4)/Γ(1/4), rounded up in the last digit.
        var coefficient = shape == 3
            ? 3m / 2.678938534707747633655692940m
            : 6m * 0.3379891200336424047m + 1e-18m;
        var law = NoiseLaw.GeneralizedGaussian(1, shape);
        foreach (var goal in Goals(law))
        {
            var region = JointRegions.Of(1.6, law, 3072, goal)!;
            var (low, high) = (Decimal(region.Limits[0].Radius), Decimal(region.Limits[1].Radius));
            var left = shape == 3
                ? (coefficient * low) + (high * high * high)
                : (coefficient * low * low) + (high * high * high * high);

            Assert.True(left <= Decimal(1.6) + 1e-17m, $"{left}");
            Assert.InRange((double)left, 1.6 * (1 - 1e-9), 1.6);
            Assert.InRange(region.Constraint, (double)left * (1 - 1e-15), 1.6);
        }
    }

    [Fact]
    public void The_constraint_is_at_most_the_threshold() => Assert.All(
        Regions(), one => Assert.InRange(one.Region.Constraint, 0, one.Region.Threshold));

    [Fact]
    public void What_is_inside_is_inside_all_limits()
    {
        var law = NoiseLaw.GeneralizedGaussian(1, 4);
        var region = JointRegions.Of(1.6, law, 4, JointGoal.Equal)!;
        var limit = region.Limits[0].Radius;

        Assert.True(region.Contains([]));
        Assert.True(region.Contains([0, 0, 0, 0]));
        Assert.True(region.Contains([double.Epsilon, -1e-300, 0, 0]));
        Assert.True(region.Contains([0, -limit * (1 - 1e-15), 0, 0]));
        Assert.False(region.Contains([0, -limit, 0, 0]));
        Assert.True(region.Contains([limit / 2, limit / 2, limit / 2, limit / 2 * (1 - 1e-15)]));
        Assert.False(region.Contains([limit / 2, limit / 2, limit / 2, limit / 2]));
        Assert.False(region.Contains([0, double.NaN, 0, 0]));
        Assert.False(region.Contains([double.PositiveInfinity]));
    }

    [Fact]
    public void Membership_agrees_with_whole_numbers()
    {
        var (random, law) = (new Random(5), NoiseLaw.GeneralizedGaussian(1, 5));
        var region = JointRegions.Of(1.6, law, 3, JointGoal.Maximise(3))!;
        var inside = 0;
        for (var trial = 0; trial < 400; trial++)
        {
            double[] vector = [.. Enumerable.Range(0, 3).Select(_ => (random.NextDouble() - 0.5) * 1.2)];
            var expected = region.Limits.All(limit => IsBelow(vector, (int)limit.Norm, limit.Radius));
            Assert.Equal(expected, region.Contains(vector));
            inside += expected ? 1 : 0;
        }

        Assert.InRange(inside, 50, 350);
    }

    [Fact]
    public void Certificates_with_regions_have_no_findings_and_say_so()
    {
        foreach (var law in Laws)
        {
            var plain = Issued(law);
            foreach (var goal in Goals(law))
            {
                var certificate = JointClaims.Add(plain, goal);
                Assert.Single(((Claims)certificate.Outcome).JointRegions);
                Assert.Contains("all at once", certificate.Statement, StringComparison.Ordinal);
                Assert.Empty(CertificateChecker.Findings(certificate));
            }

            Assert.Empty(((Claims)plain.Outcome).JointRegions);
        }
    }

    [Fact]
    public void One_unit_in_the_last_place_of_any_number_of_a_region_is_found()
    {
        foreach (var law in Laws)
        {
            foreach (var goal in Goals(law))
            {
                var issued = JointClaims.Add(Issued(law), goal);
                var region = ((Claims)issued.Outcome).JointRegions[0];
                foreach (var (name, with) in Numbers(region))
                {
                    foreach (var change in Changes)
                    {
                        if (with(change) != region)
                            IsFound(issued, with(change), $"{law} {name}");
                    }
                }

                IsFound(issued, region with { Limits = default }, "no limits");
                IsFound(issued, region with { ContainedBalls = [] }, "no balls");
                IsFound(issued, region with { Objective = 0 }, "no objective");
                IsFound(issued, region with { Limits = region.Limits.Add(region.Limits[^1]) }, "a limit twice");
            }
        }
    }

    [Fact]
    public void Regions_of_another_law_a_region_twice_and_too_many_are_found()
    {
        var issued = JointClaims.Add(Issued(Laws[3]), JointGoal.Equal);
        var region = ((Claims)issued.Outcome).JointRegions[0];
        var other = ((Claims)JointClaims.Add(Issued(Laws[2]), JointGoal.Equal).Outcome).JointRegions[0];

        IsFound(issued, other, "another law");
        foreach (var count in new[] { 2, 5 })
        {
            var claims = (Claims)issued.Outcome with { JointRegions = [.. Enumerable.Repeat(region, count)] };
            Assert.NotEmpty(CertificateChecker.Findings(issued with { Outcome = claims }));
        }

        Assert.NotEmpty(CertificateChecker.Findings(
            issued with { Outcome = (Claims)issued.Outcome with { JointRegions = default } }));
    }

    private static IEnumerable<(JointRegion Region, NoiseLaw Law, long Dimension)> Regions()
    {
        foreach (var law in Laws)
        {
            foreach (var dimension in new[] { 1L, 2L, 3072L, 1L << 28 })
            {
                foreach (var threshold in new[] { 1e-9, 0.7, 30 })
                {
                    foreach (var goal in Goals(law))
                        yield return (JointRegions.Of(threshold, law, dimension, goal)!, law, dimension);
                }
            }
        }
    }

    private static IEnumerable<JointGoal> Goals(NoiseLaw law)
    {
        var chain = JointRegions.Exponents(law);
        return
        [
            JointGoal.Equal,
            .. chain.Select(k => JointGoal.Maximise(k)),
            JointGoal.Weighted(chain.Select(k => KeyValuePair.Create((double)k, 1.0 + (k * k % 7)))),
        ];
    }

    private static IEnumerable<(string Name, Func<Func<double, double>, JointRegion> With)> Numbers(JointRegion region)
    {
        yield return ("constraint", f => region with { Constraint = f(region.Constraint) });
        yield return ("threshold", f => region with { Threshold = f(region.Threshold) });
        yield return ("maximised", f => region with { MaximisedExponent = f(region.MaximisedExponent) });
        foreach (var (i, limit) in region.Limits.Index())
        {
            JointRegion With(NormLimit changed) => region with { Limits = region.Limits.SetItem(i, changed) };
            yield return ($"limits[{i}].norm", f => With(limit with { Norm = f(limit.Norm) }));
            yield return ($"limits[{i}].radius", f => With(limit with { Radius = f(limit.Radius) }));
        }

        foreach (var (i, ball) in region.ContainedBalls.Index())
        {
            JointRegion With(NormLimit changed) =>
                region with { ContainedBalls = region.ContainedBalls.SetItem(i, changed) };
            yield return ($"contained[{i}].norm", f => With(ball with { Norm = f(ball.Norm) }));
            yield return ($"contained[{i}].radius", f => With(ball with { Radius = f(ball.Radius) }));
            yield return ($"contained[{i}].weight", f => With(ball with { Weight = f(ball.Weight) }));
        }
    }

    private static void IsFound(Certificate issued, JointRegion altered, string what)
    {
        var claims = (Claims)issued.Outcome with { JointRegions = [altered] };
        Assert.True(CertificateChecker.Findings(issued with { Outcome = claims }).Count > 0, $"{what} is not found");
    }

    private static Certificate Issued(NoiseLaw law)
    {
        var source = Samples.SourceOf(law, Grid.EightBit, [7, 9, 200], 3);
        return Samples.Certified(Samples.Evidence(source, [90, 10, 0], [950, 40, 10]));
    }

    private static bool IsBelow(double[] vector, int exponent, double limit)
    {
        BigInteger Power(double value)
        {
            var (significand, place) = Dyadic(value);
            return BigInteger.Pow(BigInteger.Abs(significand) << (place + 1100), exponent);
        }

        return vector.Aggregate(BigInteger.Zero, (sum, entry) => sum + Power(entry)) < Power(limit);
    }

    private static (BigInteger Significand, int Exponent) Dyadic(double value)
    {
        var exponent = value == 0 ? 0 : Math.ILogB(value) - 52;
        return (new BigInteger(Math.ScaleB(value, -exponent)), exponent);
    }

    // Values of at most 28 digits after the point.
    private static decimal Decimal(double value) => decimal.Parse(
        value.ToString("F28", System.Globalization.CultureInfo.InvariantCulture),
        System.Globalization.CultureInfo.InvariantCulture);
}
