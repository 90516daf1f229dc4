namespace Smoothing.Certification.Intervals;

/// <summary>How bounds of probabilities follow from counts, with the method's own parameters.</summary>
/// <remarks>It is fixed before any draw: taking the best of several voids the error probability.</remarks>
public abstract record IntervalMethod
{
    private protected IntervalMethod()
    {
    }

    /// <summary>One-sided Clopper-Pearson at all of the error; p2 = 1 - p1.</summary>
    public static IntervalMethod ClopperPearson { get; } = new ClopperPearson();

    /// <summary>Clopper-Pearson of the top class and of the largest other count, half of the error each.</summary>
    public static IntervalMethod Split { get; } = new Split();

    /// <summary>Clopper-Pearson of the top class at half of the error and of each other class at its part of the rest.
    /// </summary>
    public static IntervalMethod Bonferroni { get; } = new Bonferroni();

    /// <summary>A mixture likelihood ratio, valid at every number of draws at once.</summary>
    public static IntervalMethod Anytime { get; } = new Anytime();

    /// <summary>Which method it is.</summary>
    public abstract IntervalKind Kind { get; }

    /// <summary>Its name, as on the wire and in JSON, such as "clopper_pearson".</summary>
    public abstract string Name { get; }

    /// <summary>How it spends an error probability.</summary>
    /// <param name="alpha">In [1e-12, 0.5].</param>
    public abstract ErrorShares Shares(double alpha);

    /// <summary>The bounds of counts.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="alpha">Allowed probability that any bound is wrong. In [1e-12, 0.5].</param>
    /// <returns>Bounds of which each holds, and the next number does not; 1 for what it does not bound.</returns>
    public abstract IntervalBounds Bounds(IntervalCounts counts, double alpha);

    /// <summary>Whether bounds are those of this method for the counts that they state.</summary>
    /// <param name="bounds">Bounds of which nothing is known but the counts.</param>
    /// <param name="classes">Number of classes. At least 2.</param>
    /// <param name="alpha">In [1e-12, 0.5].</param>
    /// <remarks>It evaluates a few inequalities and solves nothing.</remarks>
    public abstract bool Holds(IntervalBounds bounds, int classes, double alpha);

    /// <summary>What is wrong with the parameters, or does not fit the number of draws.</summary>
    /// <param name="draws">Estimation draws.</param>
    /// <returns>Fields of the method's own parameters; nothing when the bounds can be computed.</returns>
    public virtual IEnumerable<Violation> Violations(long draws) => [];

    /// <summary>Whether the bounds hold for a class that the same draws chose, however they did.</summary>
    /// <param name="classes">Number of classes. At least 2.</param>
    public virtual bool CoversChoice(int classes) => false;

    /// <returns>Its name.</returns>
    public sealed override string ToString() => Name;

    /// <summary>The method in words, for a statement.</summary>
    internal abstract string Words(long draws);
}
