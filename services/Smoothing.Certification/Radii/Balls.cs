using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Radii;

/// <summary>All balls that follow from bounds: each method in its own norm, then in the norms that are asked for.
/// </summary>
internal static class Balls
{
    private static readonly ImmutableArray<ParentWitness> Parents =
        [.. Enumerable.Range(0, BallMethods.All.Length).Select(index => new ParentWitness(index))];

    /// <summary>The balls.</summary>
    /// <param name="bounds">Bounds with a majority.</param>
    /// <param name="law">The noise law.</param>
    /// <param name="dimension">Number of coordinates. In [1, 2^28].</param>
    /// <param name="norms">Norms that are asked for.</param>
    /// <param name="radii">The methods that are asked for; all when null.</param>
    /// <returns>Those with a finite, positive radius, the largest of each norm marked; perhaps none.</returns>
    public static ImmutableArray<Ball> Of(
        ProbabilityBounds bounds,
        NoiseLaw law,
        long dimension,
        IReadOnlyList<double> norms,
        IReadOnlyCollection<RadiusMethod>? radii = null)
    {
        // One more than there can be: a draft is written before it is known to be a ball.
        var drafts = ArrayPool<BallDraft>.Shared.Rent((BallMethods.All.Length * (1 + norms.Count)) + 1);
        var direct = AddDirect(drafts, bounds, law, dimension, radii);
        var all = AddConverted(drafts, direct, norms, dimension);
        var marked = Marked(drafts.AsSpan(0, all));
        // The pool must not keep witnesses.
        drafts.AsSpan(0, all + 1).Clear();
        ArrayPool<BallDraft>.Shared.Return(drafts);
        return marked;
    }

    /// <summary>Marks the largest ball of each norm: the first of equal ones.</summary>
    public static ImmutableArray<Ball> Marked(IEnumerable<Ball> balls)
    {
        BallDraft[] drafts = [.. balls.Select(BallDraft.Of)];
        return Marked(drafts);
    }

    private static ImmutableArray<Ball> Marked(ReadOnlySpan<BallDraft> drafts)
    {
        var (balls, best) = (new Ball[drafts.Length], -1);
        for (var i = 0; i < balls.Length; i++)
        {
            // Balls of one norm mostly follow each other.
            if (best < 0 || !drafts[best].Norm.Equals(drafts[i].Norm))
                best = Best(drafts, drafts[i].Norm);
            balls[i] = drafts[i].Marked(i == best);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(balls);
    }

    private static int Best(ReadOnlySpan<BallDraft> drafts, double norm)
    {
        var best = -1;
        for (var i = 0; i < drafts.Length; i++)
        {
            if (drafts[i].Norm.Equals(norm) && (best < 0 || drafts[i].Radius.CompareTo(drafts[best].Radius) > 0))
                best = i;
        }

        return best;
    }

    // Each method in its own norm; the number of balls.
    private static int AddDirect(
        Span<BallDraft> drafts,
        ProbabilityBounds bounds,
        NoiseLaw law,
        long dimension,
        IReadOnlyCollection<RadiusMethod>? radii)
    {
        var count = 0;
        for (var i = 0; i < BallMethods.All.Length; i++)
        {
            var method = BallMethods.All[i];
            if (method.Norm(law) is not { } norm || radii?.Contains(method.Name) is false)
                continue;
            var (radius, witness) = method.Radius(bounds, law, dimension);
            drafts[count] = new(norm, radius, method.Name, method.IsTight(bounds, law), null, witness);
            count += drafts[count].IsBall ? 1 : 0;
        }

        return count;
    }

    // Each of those in each norm that is asked for, after them; the number of balls together.
    private static int AddConverted(Span<BallDraft> drafts, int direct, IReadOnlyList<double> norms, long dimension)
    {
        var count = direct;
        for (var i = 0; i < norms.Count; i++)
        {
            for (var parent = 0; parent < direct; parent++)
            {
                if (drafts[parent].Norm == norms[i])
                    continue;
                drafts[count] = Converted(drafts[parent], Parents[parent], norms[i], dimension);
                count += drafts[count].IsBall ? 1 : 0;
            }
        }

        return count;
    }

    private static BallDraft Converted(BallDraft parent, ParentWitness witness, double norm, long dimension) => new(
        norm,
        NormConversion.Radius(parent.Radius, parent.Norm, norm, dimension),
        parent.Method,
        parent.Tight && NormConversion.KeepsTight(parent.Norm),
        parent.Norm,
        witness);
}
