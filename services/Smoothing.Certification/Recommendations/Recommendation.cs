using System.Collections.Immutable;

namespace Smoothing.Certification.Recommendations;

/// <summary>Which noise gives the largest radius at one probability, and by how much.</summary>
/// <param name="Best">The largest.</param>
/// <param name="Alternatives">The others, the largest first.</param>
/// <param name="Paper">The largest ball of equations 20 and 21 of Hayes 2020 and of what refines them.</param>
/// <param name="Gain">Radius of the best over the largest of another law, less 1, rounded down.</param>
/// <param name="Explanation">The same in words, with what it does not say.</param>
public sealed record Recommendation(
    Candidate Best, ImmutableArray<Candidate> Alternatives, Candidate Paper, double Gain, string Explanation);
