namespace Smoothing.Benchmarks.Measuring;

/// <summary>Repeats subjects in turn, so that whatever else the machine does hits all of them alike.</summary>
internal static class Interleaved
{
    /// <summary>The medians of each subject over the repetitions, in the order of the subjects.</summary>
    /// <param name="subjects">What is measured.</param>
    /// <param name="repetitions">Of each subject. At least 1.</param>
    /// <param name="warmUps">Repetitions before those, which do not count.</param>
    public static async Task<IReadOnlyList<Median>> RunAsync(
        IReadOnlyList<Subject> subjects, int repetitions, int warmUps)
    {
        var spent = await RepeatAsync(subjects, repetitions, warmUps);
        return [.. subjects.Select((subject, j) => Median.Of(subject, spent[j]))];
    }

    /// <summary>What each subject took in each repetition, in the order of the subjects.</summary>
    /// <param name="subjects">What is measured.</param>
    /// <param name="repetitions">Of each subject. At least 1.</param>
    /// <param name="warmUps">Repetitions before those, which do not count.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<Spent>>> RepeatAsync(
        IReadOnlyList<Subject> subjects, int repetitions, int warmUps)
    {
        var spent = subjects.Select(_ => new List<Spent>()).ToArray();
        for (var i = 0; i < warmUps + repetitions; i++)
        {
            for (var j = 0; j < subjects.Count; j++)
            {
                var one = await subjects[j].RepeatAsync(i);
                if (i >= warmUps)
                    spent[j].Add(one);
            }
        }

        return spent;
    }
}
