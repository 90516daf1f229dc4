using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification;

/// <summary>Turns counts into certificates: evidence → interval → slack → radius → claim. A pure function.</summary>
public static class CountsCertifier
{
    /// <summary>Smallest allowed error probability.</summary>
    public const double LeastError = 1e-12;

    /// <summary>Largest allowed error probability.</summary>
    public const double MostError = 0.5;

    /// <summary>Certifies one input.</summary>
    /// <param name="evidence">Counts without <see cref="EvidenceRules.Violations"/>.</param>
    /// <param name="error">Allowed probability that the certificate is wrong. In [1e-12, 0.5].</param>
    /// <param name="method">Interval method, fixed before any draw.</param>
    /// <param name="norms">
    /// Norms in which balls are wanted besides those of the methods' own; each in [1, 64] or positive infinity, none
    /// twice. At most <see cref="Norms.MostAtOnce"/>.
    /// </param>
    /// <param name="radii">
    /// The methods of radii that are wanted; all when null, and all when none of these gives a radius: a certificate
    /// abstains only where the bounds allow nothing.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The evidence violates a rule, the method does not fit it, or the norms are too many.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The error or a norm is out of range.</exception>
    public static Certificate Certify(
        Evidence evidence,
        double error,
        IntervalMethod method,
        IReadOnlyList<double> norms,
        IReadOnlyCollection<RadiusMethod>? radii = null)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(norms);
        var twice = false;
        for (var i = 0; i < norms.Count; i++)
        {
            RequireCovered(norms[i], nameof(norms));
            for (var j = 0; j < i && j < Norms.MostAtOnce; j++)
                twice |= norms[j].Equals(norms[i]);
        }

        if (norms.Count > Norms.MostAtOnce || twice)
            throw new ArgumentException($"more than {Norms.MostAtOnce} norms, or one of them twice", nameof(norms));
        if (!(error >= LeastError && error <= MostError))
            throw new ArgumentOutOfRangeException(nameof(error), error, "in [1e-12, 0.5]");
        if (EvidenceRules.Violations(evidence) is [var first, ..])
            throw new ArgumentException($"{first.Field}: {first.Description}", nameof(evidence));
        foreach (var (field, description) in method.Violations(evidence.EstimationDraws))
            throw new ArgumentException($"{field}: {description}", nameof(method));
        if (EvidenceRules.Uncovered(evidence, method) is [var uncovered, ..])
            throw new ArgumentException($"{uncovered.Field}: {uncovered.Description}", nameof(method));
        var label = evidence.Class;
        var bounds = label is null ? null : BoundsFor(evidence, label.Value, error, method);
        var outcome = bounds is null
            ? new Abstention(AbstentionReason.NoClass)
            : OutcomeOf(bounds, evidence.Law, evidence.Dimension, norms, radii);
        return new(
            evidence, EvidenceText.DigestOf(evidence), label, bounds, outcome, Issuer.This,
            Statement.Of(evidence, error, method, label, outcome));
    }

    /// <summary>The largest radius that a number of draws can give, which it gives when every draw agrees.</summary>
    /// <param name="draws">Estimation draws. In [1, 10^8].</param>
    /// <param name="error">Allowed error probability. In (0, 1).</param>
    /// <param name="method">Interval method.</param>
    /// <param name="law">The noise law.</param>
    /// <param name="slack">Slack of the noise table. In [0, 1).</param>
    /// <param name="dimension">Number of coordinates. In [1, 2^28].</param>
    /// <param name="norm">The norm, in [1, 64] or positive infinity.</param>
    /// <returns>In units of the input; 0 when that many draws cannot certify anything.</returns>
    public static double LargestRadius(
        long draws, double error, IntervalMethod method, NoiseLaw law, double slack, long dimension, double norm)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(law);
        RequireCovered(norm, nameof(norm));
        if (!(slack >= 0 && slack < 1))
            throw new ArgumentOutOfRangeException(nameof(slack), slack, "in [0, 1)");
        // With no other answer any number of classes gives p2 = q1.
        var bounds = ProbabilityBounds.Of(method.Bounds(new(draws, 0, draws, 2), error), method, error, slack);
        return OutcomeOf(bounds, law, dimension, [norm]) is Claims claims
            ? claims.Balls.Where(ball => ball.Norm == norm).Max(ball => ball.Radius)
            : 0;
    }

    private static void RequireCovered(double norm, string name)
    {
        if (!Norms.AreCovered(norm))
            throw new ArgumentOutOfRangeException(name, norm, "in [1, 64], or infinite");
    }

    private static ProbabilityBounds BoundsFor(Evidence evidence, int label, double error, IntervalMethod method)
    {
        var totals = evidence.EstimationTotals();
        var counts = new IntervalCounts(
            totals.ByClass[label], totals.LargestOther(label), totals.Draws, evidence.Classes);
        return ProbabilityBounds.Of(method.Bounds(counts, error), method, error, evidence.Slack);
    }

    private static Outcome OutcomeOf(
        ProbabilityBounds bounds,
        NoiseLaw law,
        long dimension,
        IReadOnlyList<double> norms,
        IReadOnlyCollection<RadiusMethod>? radii = null)
    {
        if (!bounds.HasMajority)
            return new Abstention(AbstentionReason.NoMajority);
        var balls = Balls.Of(bounds, law, dimension, norms, radii);
        if (balls.IsEmpty && radii is not null)
            balls = Balls.Of(bounds, law, dimension, norms);
        return balls.IsEmpty ? new Abstention(AbstentionReason.NoRadius) : new Claims(balls);
    }
}
