using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Smoothing.Services.Tests.Scripted;

/// <summary>Every way to break, after no report up to the last but one of seven.</summary>
internal sealed class CombinatorialBreaksAttribute : DataAttribute
{
    private const int Reports = 6;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) => new(
        [
            .. from how in Enum.GetValues<Break>()
            from reports in Enumerable.Range(0, Reports + 1)
            select new TheoryDataRow<int, Break>(reports, how),
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
