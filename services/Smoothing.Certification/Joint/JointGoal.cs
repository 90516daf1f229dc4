using System.Collections.Immutable;

namespace Smoothing.Certification.Joint;

/// <summary>An objective with its parameters.</summary>
public abstract record JointGoal
{
    private protected JointGoal()
    {
    }

    /// <summary>All limits equal, as large as possible.</summary>
    public static JointGoal Equal { get; } = new EqualGoal();

    /// <summary>One limit as large as possible, the others as small as the chain allows.</summary>
    /// <param name="exponent">Exponent of its norm, one of the chain.</param>
    public static JointGoal Maximise(double exponent) => new MaximiseGoal(exponent);

    /// <summary>The weighted sum of the logarithms of the limits.</summary>
    /// <param name="weights">For every exponent of the chain a weight above 0.</param>
    public static JointGoal Weighted(IEnumerable<KeyValuePair<double, double>> weights) =>
        new WeightedGoal(weights.ToImmutableSortedDictionary());
}

/// <summary>All limits equal, as large as possible.</summary>
public sealed record EqualGoal : JointGoal;

/// <summary>One limit as large as possible, the others as small as the chain allows.</summary>
/// <param name="Exponent">Exponent of its norm, one of the chain.</param>
public sealed record MaximiseGoal(double Exponent) : JointGoal;

/// <summary>The weighted sum of the logarithms of the limits.</summary>
/// <param name="Weights">For every exponent of the chain a weight above 0.</param>
public sealed record WeightedGoal(ImmutableSortedDictionary<double, double> Weights) : JointGoal;
