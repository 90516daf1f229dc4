namespace Smoothing.Certification.Intervals;

/// <summary>The interval methods that need no parameters of a run.</summary>
public static class IntervalMethods
{
    /// <summary>Number of bounds that share the error of Hoeffding's method when nothing else is said.</summary>
    public const int UsualHoeffdingBounds = 2;

    /// <summary>All but the checkpointed one, which has a schedule.</summary>
    public static IReadOnlyList<IntervalMethod> Plain { get; } =
    [
        IntervalMethod.ClopperPearson, IntervalMethod.Split, IntervalMethod.Bonferroni,
        new Hoeffding(UsualHoeffdingBounds), IntervalMethod.Anytime,
    ];

    /// <summary>A method by its name, such as "split"; null for a name that is none of them.</summary>
    public static IntervalMethod? Named(string name) => Plain.FirstOrDefault(method => method.Name == name);

    /// <summary>A method by its kind; null for one that is none of them.</summary>
    public static IntervalMethod? Of(IntervalKind kind) => Plain.FirstOrDefault(method => method.Kind == kind);
}
