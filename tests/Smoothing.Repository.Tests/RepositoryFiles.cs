using System.Diagnostics;

namespace Smoothing.Repository.Tests;

/// <summary>The files of the working tree that holds these tests.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Files with this ending, from the root, with slashes; without build outputs and dot-folders.</summary>
    public static string[] WithEnding(string ending) =>
        [.. Walk(Root).Where(x => x.EndsWith(ending, StringComparison.Ordinal))
            .Select(x => Path.GetRelativePath(Root, x).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static ProjectFile[] Projects() =>
        [.. WithEnding(".csproj").Select(file => new ProjectFile(file, Read(file)))];

    /// <summary>Entries of the root that git tracks. Skips the test where there is no git or no git checkout, unless
    /// SMOOTHING_REQUIRE_TOOLS is set.</summary>
    public static async Task<string[]> TrackedTopLevelAsync(CancellationToken cancellation)
    {
        string? output = null;
        var reason = "git is not installed";
        try
        {
            // The checkout may belong to another user, as in a container.
            var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "ls-files", "-z"])
            {
                WorkingDirectory = Root,
                RedirectStandardOutput = true,
            };
            using var git = Process.Start(start)!;
            output = await git.StandardOutput.ReadToEndAsync(cancellation);
            await git.WaitForExitAsync(cancellation);
            reason = git.ExitCode == 0 ? null : "the sources are no git checkout";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Reported below: there is no git.
        }

        if (reason is not null && Environment.GetEnvironmentVariable("SMOOTHING_REQUIRE_TOOLS") == "1")
            Assert.Fail($"{reason}, and SMOOTHING_REQUIRE_TOOLS=1 asks for it.");
        Assert.SkipWhen(reason is not null, $"{reason}: the tracked files are unknown.");
        return [.. output!.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(x => x.Split('/')[0]).Distinct()];
    }

    /// <summary>Fails with all violations, one a line.</summary>
    public static void Check(IEnumerable<string> violations)
    {
        var all = violations.ToArray();
        Assert.True(all.Length == 0, string.Join(Environment.NewLine, all));
    }

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
            yield return file;
        foreach (var below in Directory.EnumerateDirectories(folder))
            if (Path.GetFileName(below) is var name && !name.StartsWith('.')
                && name is not ("artifacts" or "node_modules" or "bin" or "obj"))
                foreach (var file in Walk(below))
                    yield return file;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Smoothing.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Smoothing.sln.");
    }
}
