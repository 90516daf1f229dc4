using System.Numerics;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Checking;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Roundings;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>What rounding leaves of claims: "Inputs off the grid" in THEOREMS.md.</summary>
public sealed class RoundedClaimsTests
{
    // Step 1/64, and four coordinates: d^(1/p) is 4, 2 and 1 for p = 1, 2 and infinity.
    private static readonly Grid Coarse = new(new Rational(0, 1), new Rational(1, 64), 0, 64);

    private static readonly StatedRounding Deployment = new(true, []);

    private static readonly StatedRounding Input = new(false, [new(1, 0.125), new(2, 0.0625), new(Infinity, 0.03125)]);

    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Deployment_takes_half_a_step_in_every_coordinate()
    {
        var certificate = RoundingClaims.Add(Certified(), Deployment);

        Assert.Equal(2.0 / 128, Left(certificate, 2)!.Loss);
        Assert.Equal(Samples.Radius(certificate, Infinity) - (1.0 / 128), Left(certificate, Infinity)!.Radius, 1e-15);
        Assert.Equal(Samples.Radius(certificate) - (2.0 / 128), Left(certificate, 2)!.Radius, 1e-15);
    }

    [Fact]
    public void A_rounded_input_takes_its_own_distance()
    {
        var certificate = RoundingClaims.Add(Certified(), Input);

        Assert.Equal(0.0625, Left(certificate, 2)!.Loss);
        Assert.Equal(Samples.Radius(certificate) - 0.0625, Left(certificate, 2)!.Radius, 1e-15);
    }

    [Fact]
    public void Both_take_their_sum()
    {
        var certificate = RoundingClaims.Add(Certified(), Input with { DeploymentRounds = true });

        Assert.Equal(0.0625 + (2.0 / 128), Left(certificate, 2)!.Loss);
        Assert.Equal(Samples.Radius(certificate) - 0.0625 - (2.0 / 128), Left(certificate, 2)!.Radius, 1e-15);
    }

    [Fact]
    public void An_l1_radius_of_gaussian_noise_loses_what_its_l2_ball_loses()
    {
        // Subtracting in l1 would take 4 · 1/128; the l2 ball loses 2 · 1/128 and holds the l1 ball of its radius.
        var certificate = RoundingClaims.Add(Certified(), Deployment);

        var ball = Left(certificate, 1)!;
        Assert.Equal(2, ball.ConvertedFrom);
        Assert.Equal(Left(certificate, 2)!.Radius, ball.Radius);
    }

    [Fact]
    public void The_loss_is_rounded_up_and_what_is_left_down()
    {
        foreach (var dimension in new[] { 1, 2, 3, 784, 3072 })
        {
            var claims = RoundingClaims.Add(
                Certified(Grid.EightBit, dimension), Input with { DeploymentRounds = true });
            foreach (var ball in Rounded(claims).Balls)
            {
                var parent = ((Claims)claims.Outcome).Balls[ball.Parent];
                Assert.True(ball.Loss > Input.DistanceIn(parent.Norm));
                var (radius, whole, loss) = (Exact(ball.Radius), Exact(parent.Radius), Exact(ball.Loss));
                Assert.True(ball.ConvertedFrom is not null || radius <= whole - loss);
                // (2 · 255 · loss)^p >= d, without the distance.
                var deployment = (loss - Exact(Input.DistanceIn(parent.Norm)!.Value)) * 510;
                Assert.True(parent.Norm switch
                {
                    1 => deployment >= dimension * One,
                    2 => deployment * deployment >= dimension * One * One,
                    _ => deployment >= One,
                });
            }
        }
    }

    [Fact]
    public void Nothing_is_left_where_the_loss_is_the_radius_or_more()
    {
        var certificate = Certified();
        var radius = Samples.Radius(certificate);

        var all = RoundingClaims.Add(certificate, new(false, [new(2, radius)]));
        var less = RoundingClaims.Add(certificate, new(false, [new(2, Math.BitDecrement(radius))]));
        var far = RoundingClaims.Add(certificate, new(true, [new(2, double.MaxValue)]));

        Assert.Empty(Rounded(all).Balls);
        Assert.Contains("nothing is left to claim", all.Statement, StringComparison.Ordinal);
        Assert.NotEmpty(Rounded(less).Balls);
        Assert.Empty(Rounded(far).Balls);
        Assert.All([all, less, far], one => Assert.Empty(CertificateChecker.Findings(one)));
    }

    [Fact]
    public void Every_limit_of_a_joint_region_loses_its_own()
    {
        var evidence = Samples.Evidence(
            Samples.SourceOf(NoiseLaw.GeneralizedGaussian(0.5, 3), Coarse, [1, 2, 3, 4], 3), [10, 0, 0],
            [1000, 0, 0]);
        var certificate = JointClaims.Add(Samples.Certified(evidence), JointGoal.Maximise(1));
        var region = ((Claims)certificate.Outcome).JointRegions[0];

        var rounded = RoundingClaims.Add(
            certificate, new(true, [new(1, 0.001), new(2, 0.001), new(3, 0.0005), new(Infinity, 0.0005)]));

        var left = Assert.Single(Rounded(rounded).JointRegions);
        Assert.Equal(
            region.Limits.Select(limit => limit.Norm), left.Limits.Select(limit => limit.Norm));
        Assert.Equal(0.001 + (4.0 / 128), left.Limits[0].Loss, 1e-16);
        Assert.Equal(0.0005 + (Math.Cbrt(4) / 128), left.Limits[1].Loss, 1e-15);
        Assert.True(left.Limits[1].Loss >= 0.0005 + (1.5874010519681994 / 128));
        Assert.All(left.Limits.Zip(region.Limits), pair =>
            Assert.True(pair.First.Radius <= pair.Second.Radius - pair.First.Loss + 1e-16));
        Assert.Empty(CertificateChecker.Findings(rounded));
    }

    [Fact]
    public void A_joint_region_with_a_limit_that_is_lost_is_lost()
    {
        var evidence = Samples.Evidence(
            Samples.SourceOf(NoiseLaw.GeneralizedGaussian(0.5, 3), Coarse, [1, 2, 3, 4], 3), [10, 0, 0],
            [1000, 0, 0]);
        var certificate = JointClaims.Add(Samples.Certified(evidence), JointGoal.Equal);

        var lost = RoundingClaims.Add(certificate, new(false, [new(1, 0), new(3, 10)]));
        var kept = RoundingClaims.Add(certificate, new(false, [new(1, 0), new(3, 0)]));
        var unstated = RoundingClaims.Add(certificate, new(false, [new(1, 0)]));

        Assert.Empty(Rounded(lost).JointRegions);
        Assert.Single(Rounded(kept).JointRegions);
        Assert.Empty(Rounded(unstated).JointRegions);
    }

    [Fact]
    public void Every_altered_number_is_found()
    {
        var evidence = Samples.Evidence(
            Samples.SourceOf(NoiseLaw.GeneralizedGaussian(0.5, 3), Coarse, [1, 2, 3, 4], 3), [10, 0, 0],
            [1000, 0, 0]);
        var rounded = RoundingClaims.Add(
            JointClaims.Add(Samples.Certified(evidence), JointGoal.Maximise(1)),
            new(true, [new(1, 0.001), new(2, 0.001), new(3, 0.0005), new(Infinity, 0.0005)]));
        Assert.Empty(CertificateChecker.Findings(rounded));
        Assert.NotEmpty(Rounded(rounded).Balls);
        Assert.NotEmpty(Rounded(rounded).JointRegions);

        Assert.All(Alterations(Rounded(rounded)), altered =>
            Assert.NotEmpty(CertificateChecker.Findings(With(rounded, altered))));
    }

    [Fact]
    public void What_is_left_is_not_believed_without_its_statement()
    {
        var rounded = RoundingClaims.Add(Certified(), Deployment);
        var plain = rounded with
        {
            Outcome = (Claims)rounded.Outcome with { Rounded = null },
        };
        var nothing = With(rounded, Rounded(rounded) with { Stated = new(false, []) });

        Assert.Contains(CertificateChecker.Findings(plain), one => one.Field == "statement");
        Assert.Contains(CertificateChecker.Findings(nothing), one => one.Field == "claims.rounded.stated");
    }

    [Fact]
    public void The_words_say_which_inputs_are_meant_and_what_is_assumed()
    {
        var words = RoundingClaims.Add(Certified(), Input with { DeploymentRounds = true }).Statement;

        Assert.Contains("an input x that was rounded to the sampled grid point", words, StringComparison.Ordinal);
        Assert.Contains("inputs x' that deployment rounds", words, StringComparison.Ordinal);
        Assert.Contains("l1 0.125, l2 0.0625, linf 0.03125", words, StringComparison.Ordinal);
        Assert.Contains("cannot be checked", words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_name_all_that_is_left_from_the_smallest_norm_on()
    {
        var source = Samples.SourceOf(NoiseLaw.GeneralizedGaussian(0.5, 3), Coarse, [1, 2, 3, 4], 3);
        var evidence = Samples.Evidence(source, [10, 0, 0], [1000, 0, 0]);
        var words = RoundingClaims.Add(
            JointClaims.Add(Samples.Certified(evidence), JointGoal.Equal), Deployment).Statement;

        var places = new[]
        {
            "every input at l1 distance less than", "every input at l2 distance less than",
            "every input at l3 distance less than", "every input at l∞ distance less than",
            "every input at, all at once, l1 distance less than", "every x' at l1 distance less than",
            "every x' at l2 distance less than", "every x' at l3 distance less than",
            "every x' at l∞ distance less than", "every x' at all at once l1 distance less than",
        }.Select(part => words.IndexOf(part, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain("nothing is left", words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_are_of_what_was_rounded_and_of_nothing_else()
    {
        Assert.Equal(
            "the sampled grid point x itself, and inputs x' that the smoothed classifier is applied to as they are",
            RoundedWords.Subject(false, false));
        Assert.StartsWith("an input x that was rounded", RoundedWords.Subject(true, true), StringComparison.Ordinal);
        Assert.Contains("x' that deployment rounds", RoundedWords.Subject(true, false), StringComparison.Ordinal);
        Assert.StartsWith(
            "deployment moves no coordinate", Assert.Single(RoundedWords.Assumptions(true, [])),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "l2 0.0625", Assert.Single(RoundedWords.Assumptions(false, [new(2, 0.0625)])), StringComparison.Ordinal);
        Assert.Equal(2, RoundedWords.Assumptions(true, [new(2, 0.0625)]).Count());
    }

    [Fact]
    public void Deployment_needs_a_grid_which_counts_of_another_tool_do_not_tell()
    {
        var source = new ImportedSource("tool", null, 0, "0", 4, 3, new GaussianLaw(1));
        var imported = new Evidence(new ImportedCounts(source, new(9, [9, 0, 0])));

        Assert.Equal(
            ["deployment_rounds"], RoundingRules.Violations(Deployment, imported, []).Select(one => one.Field));
        Assert.Empty(RoundingRules.Violations(Input, imported, []));
        Assert.Empty(RoundingRules.Violations(Deployment, Samples.Evidence([9, 0, 0], [9, 0, 0]), []));
    }

    [Fact]
    public void As_many_distances_as_allowed_are_read() => Assert.Empty(RoundingRules.Violations(
        new(false, [.. Enumerable.Range(1, 64).Select(norm => new RoundingDistance(norm, 0))]), null, []));

    [Fact]
    public void A_statement_is_equal_to_one_with_the_same_numbers_and_to_no_other()
    {
        Assert.Equal(new(true, [new(2, 0.5)]), new StatedRounding(true, [new(2, 0.5)]));
        Assert.NotEqual(new(true, [new(2, 0.5)]), new StatedRounding(false, [new(2, 0.5)]));
        Assert.NotEqual(new(true, [new(2, 0.5)]), new StatedRounding(true, [new(2, 0.25)]));
        Assert.NotEqual(new(false, [new(2, 0.5)]), new StatedRounding(true, []));
        Assert.False(new StatedRounding(true, []).Equals(null));
    }

    [Fact]
    public void Nothing_in_place_of_an_argument_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("certificate", () => RoundingClaims.Add(null!, Deployment));
        Assert.Throws<ArgumentNullException>("stated", () => RoundingRules.Violations(null!, null, []));
        Assert.Throws<ArgumentNullException>("norms", () => RoundingRules.Violations(Input, null, null!));
        Assert.Throws<ArgumentNullException>(
            "distances", () => RoundedWords.Assumptions(true, null!).ToList());
        Assert.Throws<ArgumentNullException>("grid", () => new GridRounding(null!));
    }

    [Fact]
    public void An_abstention_stays_as_it_is()
    {
        var abstention = Samples.Certified([1, 1, 1], [3, 3, 3]);

        Assert.Same(abstention, RoundingClaims.Add(abstention, Deployment));
    }

    [Fact]
    public void Every_violation_is_named()
    {
        var stated = new StatedRounding(
            false, [new(2, -1), new(2, double.NaN), new(0.5, 0), new(double.NaN, Infinity)]);

        var fields = RoundingRules.Violations(stated, null, [1, 2, Infinity]).Select(one => one.Field);

        Assert.Equal(
            [
                "input_distances[0].distance", "input_distances[1].norm", "input_distances[1].distance",
                "input_distances[2].norm", "input_distances[3].norm", "input_distances[3].distance", "input_distances",
                "input_distances",
            ],
            fields);
        Assert.Equal("", Assert.Single(RoundingRules.Violations(new(false, []), null, [])).Field);
        var many = new StatedRounding(false, [.. Enumerable.Repeat(new RoundingDistance(2, 0), 65)]);
        Assert.Equal("input_distances", Assert.Single(RoundingRules.Violations(many, null, [])).Field);
    }

    private static Certificate Certified(Grid? grid = null, int dimension = 4) => Samples.Certified(Samples.Evidence(
        Samples.SourceOf(
            new GaussianLaw(0.25), grid ?? Coarse, [.. Enumerable.Range(0, dimension).Select(i => i % 60)], 3),
        [10, 0, 0], [1000, 0, 0]));

    private static RoundedClaims Rounded(Certificate certificate) => ((Claims)certificate.Outcome).Rounded!;

    private static Certificate With(Certificate certificate, RoundedClaims rounded) => certificate with
    {
        Outcome = (Claims)certificate.Outcome with { Rounded = rounded },
    };

    private static RoundedBall? Left(Certificate certificate, double norm) =>
        Rounded(certificate).Balls.SingleOrDefault(ball => ball.Norm == norm);

    private static readonly BigInteger One = BigInteger.One << 200;

    // In units of 2^-200.
    private static BigInteger Exact(double number)
    {
        var exponent = Math.ILogB(number) - 52;
        return (BigInteger)Math.ScaleB(number, -exponent) << (200 + exponent);
    }

    private static IEnumerable<RoundedClaims> Alterations(RoundedClaims claims)
    {
        yield return claims with { Stated = claims.Stated with { DeploymentRounds = false } };
        yield return claims with { Stated = claims.Stated with { InputDistances = [] } };
        yield return claims with { Balls = claims.Balls[..^1] };
        yield return claims with { JointRegions = [] };
        for (var i = 0; i < claims.Stated.InputDistances.Length; i++)
        {
            var distances = claims.Stated.InputDistances;
            foreach (var distance in Near(distances[i].Distance))
            {
                yield return claims with
                {
                    Stated = claims.Stated with
                    {
                        InputDistances = distances.SetItem(i, distances[i] with { Distance = distance }),
                    },
                };
            }
        }

        for (var i = 0; i < claims.Balls.Length; i++)
        {
            var ball = claims.Balls[i];
            RoundedBall[] altered =
            [
                .. Near(ball.Radius).Select(radius => ball with { Radius = radius }),
                .. Near(ball.Loss).Append(0).Append(double.NaN).Select(loss => ball with { Loss = loss }),
                ball with { Norm = 4 }, ball with { Parent = ball.Parent + 1 }, ball with { Parent = -1 },
                ball with { ConvertedFrom = 64 },
            ];
            foreach (var one in altered)
                yield return claims with { Balls = claims.Balls.SetItem(i, one) };
        }

        var region = claims.JointRegions[0];
        yield return claims with { JointRegions = [region with { Parent = 1 }] };
        for (var i = 0; i < region.Limits.Length; i++)
        {
            var limit = region.Limits[i];
            RoundedLimit[] altered =
            [
                .. Near(limit.Radius).Select(radius => limit with { Radius = radius }),
                .. Near(limit.Loss).Append(0).Select(loss => limit with { Loss = loss }),
                limit with { Norm = 2 },
            ];
            foreach (var one in altered)
                yield return claims with { JointRegions = [region with { Limits = region.Limits.SetItem(i, one) }] };
        }
    }

    private static IEnumerable<double> Near(double number) => [Math.BitIncrement(number), Math.BitDecrement(number)];
}
