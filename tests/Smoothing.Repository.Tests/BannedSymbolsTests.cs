using System.Reflection;
using static Smoothing.Repository.Tests.RepositoryFiles;

namespace Smoothing.Repository.Tests;

/// <summary>The bans of Directory.BannedSymbols.txt bite: an id that is misspelt bans nothing.</summary>
public sealed class BannedSymbolsTests
{
    private const string File = "Directory.BannedSymbols.txt";

    private static readonly Assembly[] Assemblies = [Assembly.Load("MathNet.Numerics"), typeof(object).Assembly];

    private static readonly Lazy<HashSet<string>> Members = new(() =>
        [.. Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(DocumentationIds.Of)]);

    private static string[] Ids =>
        [.. Read(File).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';')[0])];

    [Fact]
    public void Every_banned_id_is_that_of_a_member() =>
        Check(Ids.Where(id => !Members.Value.Contains(id)).Select(id => $"{File}: {id} is the id of no member."));

    [Fact]
    public void Every_ban_says_what_to_use_instead() =>
        Check(Read(File).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Split(';', 2) is not [_, { Length: > 10 }]).Select(line => $"{File}: {line}"));

    // Their answers are on the unsafe side: no way to call them is left out.
    [Theory]
    [InlineData("M:MathNet.Numerics.Distributions.Beta.InvCDF(")]
    [InlineData("M:MathNet.Numerics.Distributions.Beta.InverseCumulativeDistribution(")]
    [InlineData("M:MathNet.Numerics.SpecialFunctions.GammaLowerRegularizedInv(")]
    public void No_overload_of_a_banned_function_is_left_out(string name)
    {
        var overloads = Members.Value.Where(id => id.StartsWith(name, StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(overloads);
        Check(overloads.Except(Ids).Select(id => $"{File}: {id} is not banned."));
    }

    [Theory]
    [InlineData("M:MathNet.Numerics.Distributions.Beta.InvCDF(System.Double,System.Double)")]
    [InlineData("M:MathNet.Numerics.SpecialFunctions.GammaLowerRegularizedInverse(System.Double,System.Double)")]
    [InlineData("T:MathNet.Numerics.RootFinding.Brents")]
    [InlineData("P:System.DateTime.Present")]
    public void An_id_that_is_misspelt_is_found(string id) => Assert.DoesNotContain(id, Members.Value);
}
