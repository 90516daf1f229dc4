using System.Collections.Immutable;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Checking;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>The checker accepts the balls that the certifier issues under every law, and no others.</summary>
public sealed class BallCheckerTests
{
    private static readonly double[] NoNumbers =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, -0.0, 0, 0.5, 65, 1e308, double.Epsilon];

    public static TheoryData<string> Laws =>
    [
        "gaussian:0.25", "laplace:0.1", "generalized_gaussian:0.3:1.5", "generalized_gaussian:0.3:3",
        "generalized_gaussian:0.3:4", "uniform:0.4",
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Nothing_is_found_in_what_was_issued(string law)
    {
        Assert.Empty(CertificateChecker.Findings(Issued(law)));
        Assert.Empty(CertificateChecker.Findings(Issued(law, [100_000, 0, 0])));
        Assert.Empty(CertificateChecker.Findings(Issued(law, [520, 480, 0])));
        Assert.Empty(CertificateChecker.Findings(Issued(law, [501, 499, 0], error: 0.5)));
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void One_unit_in_the_last_place_of_any_number_is_found(string law)
    {
        var issued = Issued(law);
        foreach (var (name, with) in BallNumbers.Of(issued))
        {
            // Infinity has no successor.
            if (!IsSameBalls(with(Math.BitIncrement), issued))
                IsFound(with(Math.BitIncrement), name);
            IsFound(with(Math.BitDecrement), name);
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Numbers_that_cannot_be_are_found_and_never_thrown_at(string law)
    {
        foreach (var (name, with) in BallNumbers.Of(Issued(law)))
        {
            foreach (var value in NoNumbers)
            {
                var altered = with(_ => value);
                if (!IsSameBalls(altered, Issued(law)))
                    IsFound(altered, $"{name} = {value}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Other_flags_methods_and_parents_are_found(string law)
    {
        var balls = Balls(Issued(law));
        for (var i = 0; i < balls.Length; i++)
        {
            var ball = balls[i];
            IsFound(With(law, balls.SetItem(i, ball with { Tight = !ball.Tight })), "tight");
            IsFound(With(law, balls.SetItem(i, ball with { BestForNorm = !ball.BestForNorm })), "best");
            foreach (var method in Enum.GetValues<RadiusMethod>().Append((RadiusMethod)0))
            {
                if (method != ball.Method)
                    IsFound(With(law, balls.SetItem(i, ball with { Method = method })), $"method {method}");
            }

            foreach (var parent in new[] { -1, i, balls.Length, int.MaxValue, int.MinValue })
            {
                IsFound(
                    With(law, balls.SetItem(i, ball with { Witness = new ParentWitness(parent) })), $"parent {parent}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_ball_twice_and_no_ball_are_found(string law)
    {
        var balls = Balls(Issued(law));

        IsFound(With(law, [.. balls, balls[0]]), "the first again");
        IsFound(With(law, [.. balls, balls[^1]]), "the last again");
        IsFound(With(law, []), "none");
        IsFound(With(law, default), "no list");
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Fewer_balls_are_allowed_when_the_largest_of_each_norm_is_marked(string law)
    {
        var balls = Balls(Issued(law));
        var fewer = Radii.Balls.Marked(balls.RemoveAt(balls.Length - 1));

        Assert.Empty(CertificateChecker.Findings(Worded(With(law, fewer))));
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void As_many_norms_as_can_be_asked_for_are_checked_and_more_balls_are_refused(string law)
    {
        double[] norms = [.. Enumerable.Range(1, Norms.MostAtOnce).Select(k => k + 0.5)];
        var issued = Issued(law, norms: norms);
        var balls = Balls(issued);
        var more = Enumerable.Range(0, Claims.MostBalls).Select(k => ConvertedTo(30.125 + (k / 8.0), balls[0]));
        ImmutableArray<Ball> many = [.. balls, .. more];

        Assert.Empty(CertificateChecker.Findings(issued));
        Assert.Empty(CertificateChecker.Findings(Worded(With(law, Radii.Balls.Marked(many[..Claims.MostBalls])))));
        Assert.Equal(
            [$"has {many.Length} balls; at most {Claims.MostBalls} are allowed"],
            CertificateChecker.Findings(Worded(With(law, Radii.Balls.Marked(many)))).Select(one => one.Description));
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_balls_of_another_law_are_found(string law)
    {
        foreach (var other in Laws.Select(row => row.Data).Where(other => other != law))
            IsFound(Worded(With(law, Balls(Issued(other)))), other);
    }

    [Fact]
    public void An_abstention_where_the_bounds_give_a_radius_is_found_under_every_law()
    {
        foreach (var law in Laws.Select(row => row.Data))
            IsFound(Worded(Issued(law) with { Outcome = new Abstention(AbstentionReason.NoRadius) }), law);
    }

    private static Certificate Issued(
        string law, long[]? estimation = null, double error = 0.001, double[]? norms = null)
    {
        Assert.True(LawText.TryRead(law, out var read, out _));
        var source = Samples.SourceOf(read, Grid.EightBit, [7, 9, 200], 3);
        var evidence = Samples.Evidence(source, [90, 10, 0], estimation ?? [950, 40, 10]);
        return CountsCertifier.Certify(evidence, error, IntervalMethod.ClopperPearson, norms ?? [.. Norms.Usual]);
    }

    private static ImmutableArray<Ball> Balls(Certificate certificate) => ((Claims)certificate.Outcome).Balls;

    private static bool IsSameBalls(Certificate one, Certificate other) => Balls(one).SequenceEqual(Balls(other));

    /// <summary>A ball that follows from the first one, in the three dimensions of these inputs.</summary>
    private static Ball ConvertedTo(double norm, Ball parent) => parent with
    {
        Norm = norm,
        Radius = NormConversion.Radius(parent.Radius, parent.Norm, norm, 3),
        Tight = parent.Tight && NormConversion.KeepsTight(parent.Norm),
        ConvertedFrom = parent.Norm,
        Witness = new ParentWitness(0),
    };

    private static Certificate With(string law, ImmutableArray<Ball> balls) =>
        Issued(law) with { Outcome = new Claims(balls) };

    private static Certificate Worded(Certificate altered) => altered with { Statement = Statement.Of(altered) };

    private static void IsFound(Certificate altered, string what) =>
        Assert.True(CertificateChecker.Findings(altered).Count > 0, $"{what} is not found");
}
