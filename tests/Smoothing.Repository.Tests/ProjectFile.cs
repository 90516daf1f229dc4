using System.Xml.Linq;

namespace Smoothing.Repository.Tests;

/// <summary>A project file, as XML: what it says, whatever the conditions.</summary>
/// <param name="File">Path from the root, with slashes.</param>
/// <param name="Text">Its content.</param>
internal sealed record ProjectFile(string File, string Text)
{
    private readonly XDocument _xml = XDocument.Parse(Text);

    public string Name => Path.GetFileNameWithoutExtension(File);

    public string Folder => Path.GetDirectoryName(File)!.Replace('\\', '/');

    public bool IsTest => File.StartsWith("tests/", StringComparison.Ordinal);

    public IEnumerable<XElement> PackageReferences =>
        _xml.Descendants().Where(x => x.Name.LocalName is "PackageReference" or "GlobalPackageReference");

    public IEnumerable<string> Packages => PackageReferences.Select(NameOf);

    public IEnumerable<string> Projects => _xml.Descendants().Where(x => x.Name.LocalName == "ProjectReference")
        .Select(x => Path.GetFileNameWithoutExtension(NameOf(x).Replace('\\', '/')));

    /// <summary>What this file must not say, by the table of the layout.</summary>
    public IEnumerable<string> LayoutViolations()
    {
        var tensors = Packages.Where(x => Name != Layout.TensorProject && Layout.IsTensorPackage(x)).Select(
            x => $"{File}: only {Layout.TensorProject} references {x}; reference that project.");
        return IsTest ? tensors : tensors.Concat(RowViolations());
    }

    /// <summary>Versions in the file; they belong to Directory.Packages.props.</summary>
    public IEnumerable<string> VersionViolations() =>
        from reference in PackageReferences
        let versions = reference.Attributes().Select(x => x.Name.LocalName)
            .Concat(reference.Elements().Select(x => x.Name.LocalName))
        where versions.Any(x => x is "Version" or "VersionOverride")
        select $"{File}: {NameOf(reference)} has a version; write it in Directory.Packages.props only.";

    public IEnumerable<string> LengthViolations()
    {
        var lines = Text.TrimEnd('\n').Split('\n').Length;
        if (lines > 25)
            yield return $"{File}: {lines} lines, allowed are 25; move what several projects share to "
                + "Directory.Build.props.";
    }

    public static string NameOf(XElement reference) =>
        (string?)reference.Attribute("Include") ?? (string?)reference.Attribute("Update") ?? "";

    private IEnumerable<string> RowViolations()
    {
        if (Layout.Rows.SingleOrDefault(x => x.Project == Name) is not { } row)
            return [$"{File}: the layout has no project {Name}; add a row to Layout.cs and to the design."];
        string[] moved = Folder == row.Folder ? [] : [$"{File}: {Name} lives in {row.Folder}; move it."];
        return moved
            .Concat(Projects.Where(x => !row.AllowsProject(x)).Select(
                x => $"{File}: {Name} may not reference {x}, only {List(row.Projects)}; "
                    + "move the code to where the reference is allowed."))
            .Concat(Packages.Where(x => !row.AllowsPackage(x) && !Layout.IsTensorPackage(x)).Select(
                x => $"{File}: {Name} may not reference the package {x}, only {List(row.Packages)}; "
                    + "move the code to where it is allowed."));
    }

    private static string List(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names);
}
