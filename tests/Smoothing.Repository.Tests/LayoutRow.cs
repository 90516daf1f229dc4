namespace Smoothing.Repository.Tests;

/// <summary>One row of the layout: a project, where it lives, and what it may reference directly.</summary>
/// <param name="Project">Name of the project.</param>
/// <param name="Folder">Folder of its project file, from the root.</param>
/// <param name="Projects">Projects it may reference; <c>*</c> for all.</param>
/// <param name="Packages">Packages it may reference; a final <c>*</c> stands for any rest.</param>
internal sealed record LayoutRow(string Project, string Folder, string[] Projects, string[] Packages)
{
    public bool AllowsProject(string name) => Matches(Projects, name);

    public bool AllowsPackage(string name) => Matches(Packages, name);

    private static bool Matches(string[] patterns, string name) => patterns.Any(pattern => pattern.EndsWith('*')
        ? name.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
        : name.Equals(pattern, StringComparison.OrdinalIgnoreCase));
}
