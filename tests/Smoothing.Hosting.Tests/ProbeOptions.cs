using System.ComponentModel.DataAnnotations;

namespace Smoothing.Hosting.Tests;

/// <summary>A section of the service's own.</summary>
internal sealed class ProbeOptions
{
    [Range(0, 6)]
    public int Size { get; set; }
}
