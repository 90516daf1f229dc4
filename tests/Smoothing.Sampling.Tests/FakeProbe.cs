namespace Smoothing.Sampling.Tests;

/// <summary>A program that stands in for the sampler when it probes a model.</summary>
internal sealed class FakeProbe : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smoothing-");

    /// <param name="script">Lines of a shell that has the request in $request and may set $answer, both JSON.</param>
    public FakeProbe(string script)
    {
        File = Path.Combine(_folder.FullName, "probe");
        System.IO.File.WriteAllText(File, $$"""
            #!/bin/bash
            request=$(cat)
            {{script}}
            [[ $request =~ \"mark\":\"([^\"]*)\" ]] && printf '\n%s%s\n' "${BASH_REMATCH[1]}" "$answer"
            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(
                File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string File { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
