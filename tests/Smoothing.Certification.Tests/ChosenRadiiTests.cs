using Smoothing.Certification.Certificates;
using Smoothing.Certification.Checking;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

public sealed class ChosenRadiiTests
{
    private static readonly long[] Selection = [100, 0, 0];
    private static readonly long[] Estimation = [9_500, 400, 100];

    [Theory]
    [InlineData(RadiusMethod.NeymanPearson)]
    [InlineData(RadiusMethod.Renyi, RadiusMethod.Lecuyer)]
    public void Chosen_methods_give_the_balls_that_they_give_among_all(params RadiusMethod[] radii)
    {
        var all = Assert.IsType<Claims>(Samples.Certified(Selection, Estimation).Outcome);
        var chosen = Assert.IsType<Claims>(Certified(radii).Outcome);
        Assert.Equal(Numbers(all, radii), Numbers(chosen, radii));
        Assert.All(chosen.Balls, ball => Assert.Contains(ball.Method, radii));
    }

    [Fact]
    public void A_certificate_with_chosen_methods_holds() =>
        Assert.Empty(CertificateChecker.Findings(Certified(RadiusMethod.NeymanPearson)));

    [Fact]
    public void Where_no_chosen_method_gives_a_radius_all_are_tried()
    {
        var certificate = Certified(RadiusMethod.Li);
        Assert.Equal(Samples.Certified(Selection, Estimation).Statement, certificate.Statement);
        Assert.Empty(CertificateChecker.Findings(certificate));
    }

    // One draw with error ½ and a little: p1 is the double above ½, 2^-53 from it, and q1 is ½.
    [Fact]
    public void A_majority_by_the_last_bit_alone_gives_its_radius() => Assert.Equal(
        1.39e-16,
        CountsCertifier.LargestRadius(
            1, Math.BitIncrement(0.5), IntervalMethod.ClopperPearson, NoiseLaw.Gaussian(1), 0, 1, 2),
        1e-18);

    private static Certificate Certified(params RadiusMethod[] radii) => CountsCertifier.Certify(
        Samples.Evidence(Selection, Estimation), 0.001, IntervalMethod.ClopperPearson, Norms.Usual, radii);

    private static (RadiusMethod Method, double Norm, double Radius)[] Numbers(Claims claims, RadiusMethod[] radii) =>
    [
        .. claims.Balls.Where(ball => radii.Contains(ball.Method))
            .Select(ball => (ball.Method, ball.Norm, ball.Radius)).Order(),
    ];
}
