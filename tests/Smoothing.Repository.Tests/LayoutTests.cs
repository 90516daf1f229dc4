using System.Text.RegularExpressions;
using System.Xml.Linq;
using static Smoothing.Repository.Tests.RepositoryFiles;

namespace Smoothing.Repository.Tests;

public sealed partial class LayoutTests
{
    [Fact]
    public void Every_reference_is_one_that_the_layout_allows() =>
        Check(Projects().SelectMany(x => x.LayoutViolations()));

    [Fact]
    public void No_project_file_names_a_version() => Check(Projects().SelectMany(x => x.VersionViolations()));

    [Fact]
    public void No_project_file_is_longer_than_25_lines() => Check(Projects().SelectMany(x => x.LengthViolations()));

    [Fact]
    public void Every_project_is_in_the_solution_and_the_solution_has_no_other()
    {
        var listed = SolutionProject().Matches(Read("Smoothing.sln"))
            .Select(x => x.Groups[1].Value.Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
        var present = Projects().Select(x => x.File).ToHashSet(StringComparer.Ordinal);
        Check(present.Except(listed).Select(x => $"{x}: not in Smoothing.sln; run `dotnet sln Smoothing.sln add {x}`.")
            .Concat(listed.Except(present).Select(
                x => $"Smoothing.sln: {x} does not exist; run `dotnet sln Smoothing.sln remove {x}`.")));
    }

    [Fact]
    public void The_certifier_reaches_no_tensors()
    {
        var projects = Projects().ToDictionary(x => x.Name);
        var waiting = new Queue<string[]>([["Smoothing.Certifier"]]);
        var seen = new HashSet<string>();
        var violations = new List<string>();
        while (waiting.TryDequeue(out var path))
        {
            if (!seen.Add(path[^1]) || !projects.TryGetValue(path[^1], out var project))
                continue;
            violations.AddRange(project.Packages.Where(Layout.IsTensorPackage).Select(
                x => $"{project.File}: the certifier must start without {x}, but reaches it by "
                    + $"{string.Join(" -> ", path)}; cut that reference."));
            foreach (var next in project.Projects)
                waiting.Enqueue([.. path, next]);
        }

        Assert.Contains("Smoothing.Certification", seen);
        Check(violations);
    }

    [Fact]
    public void Shared_build_files_reference_analyzers_and_for_tests_the_test_framework() => Check(
        from file in WithEnding(".props").Concat(WithEnding(".targets"))
        from reference in new ProjectFile(file, Read(file)).PackageReferences
        let name = ProjectFile.NameOf(reference)
        let analyzer = name.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal)
            && (string?)reference.Attribute("PrivateAssets") == "all"
        let forTests = reference.AncestorsAndSelf().Any(x => ((string?)x.Attribute("Condition") ?? "")
            .Contains("'$(IsTestProject)' == 'true'", StringComparison.Ordinal))
        where !analyzer && !forTests
        select $"{file}: {name} goes into every project; reference it from the projects that need it.");

    [Fact]
    public void Every_central_version_is_exact()
    {
        const string file = "Directory.Packages.props";
        var versions = XDocument.Parse(Read(file)).Descendants("PackageVersion").ToArray();
        Assert.NotEmpty(versions);
        Check(versions.Where(x => !ExactVersion().IsMatch((string?)x.Attribute("Version") ?? ""))
            .Select(x => $"{file}: {ProjectFile.NameOf(x)} has the version '{(string?)x.Attribute("Version")}'; "
                + "write an exact one, such as 1.2.3."));
    }

    [Fact]
    public async Task The_top_level_holds_only_what_the_layout_names() => Check(
        (await TrackedTopLevelAsync(TestContext.Current.CancellationToken)).Where(x => !Layout.AllowsTopLevel(x))
        .Select(x => $"{x}: not an entry of the top level; move it into one of {string.Join(", ", Layout.TopLevel)}."));

    [Theory]
    [InlineData("services/Smoothing.Draws/Smoothing.Draws.csproj", """<PackageReference Include="Polly.Core" />""")]
    [InlineData("clients/Smoothing.Data/Smoothing.Data.csproj", """<PackageReference Include="Npgsql" />""")]
    [InlineData("services/Smoothing.Certifier/Smoothing.Certifier.csproj",
        """<ProjectReference Include="..\Smoothing.Sampling\Smoothing.Sampling.csproj" />""")]
    [InlineData("services/Smoothing.Certification/Smoothing.Certification.csproj",
        """<PackageReference Include="MathNet.Numerics" Condition="'$(A)' == 'b'" />""")]
    [InlineData("tests/Smoothing.Cli.Tests/Smoothing.Cli.Tests.csproj",
        """<PackageReference Include="libtorch-cpu-linux-x64" />""")]
    [InlineData("services/Smoothing.Extra/Smoothing.Extra.csproj", "")]
    [InlineData("clients/Smoothing.Draws/Smoothing.Draws.csproj", "")]
    public void A_reference_that_the_layout_forbids_is_found_with_its_file(string file, string item)
    {
        var project = new ProjectFile(file, $"<Project><ItemGroup>{item}</ItemGroup></Project>");
        Assert.StartsWith(file + ": ", Assert.Single(project.LayoutViolations()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<PackageReference Include="A" Version="1.2.3" />""")]
    [InlineData("""<PackageReference Include="A" VersionOverride="1.2.3" />""")]
    [InlineData("""<PackageReference Include="A"><Version>1.2.3</Version></PackageReference>""")]
    public void A_version_in_a_project_file_is_found(string item) =>
        Assert.Single(new ProjectFile("a/A.csproj", $"<Project>{item}</Project>").VersionViolations());

    [Theory]
    [InlineData("1.2.3", true)]
    [InlineData("1.20.1-beta.1", true)]
    [InlineData("1.2.*", false)]
    [InlineData("[1.2.3]", false)]
    [InlineData("[1.0,2.0)", false)]
    [InlineData("$(SomeVersion)", false)]
    [InlineData("", false)]
    public void Only_a_plain_version_is_exact(string version, bool exact) =>
        Assert.Equal(exact, ExactVersion().IsMatch(version));

    [Theory]
    [InlineData("docs", false)]
    [InlineData("LICENSE", false)]
    [InlineData("readme.md", false)]
    [InlineData(".ci", true)]
    [InlineData("Directory.Build.targets", true)]
    [InlineData("k8s", true)]
    public void The_top_level_is_fixed(string entry, bool allowed) =>
        Assert.Equal(allowed, Layout.AllowsTopLevel(entry));

    [GeneratedRegex("""^Project\("[^"]*"\) = "[^"]*", "([^"]*\.csproj)",""", RegexOptions.Multiline)]
    private static partial Regex SolutionProject();

    [GeneratedRegex(@"^\d+\.\d+(\.\d+){0,2}(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex ExactVersion();
}
