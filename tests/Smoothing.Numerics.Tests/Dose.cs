namespace Smoothing.Numerics.Tests;

/// <summary>How much of a test is run: all of it, but under mutation testing (tests/mutation) a part.</summary>
/// <remarks>There each of a thousand changes costs a run, of arithmetic that is slower by far. What a part of the tests
/// notices all of them notice.</remarks>
internal static class Dose
{
#if MUTATION_TESTING
    /// <summary>By what numbers of trials are divided.</summary>
    internal const int Divisor = 10;

    /// <summary>Of how many rows of a table one is read.</summary>
    internal const int Rows = 3;
#else
    /// <summary>By what numbers of trials are divided.</summary>
    internal const int Divisor = 1;

    /// <summary>Of how many rows of a table one is read.</summary>
    internal const int Rows = 1;
#endif
}
