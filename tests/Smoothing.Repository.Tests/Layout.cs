namespace Smoothing.Repository.Tests;

/// <summary>What lives where and what may reference what. To change the layout, change this table with the design.
/// </summary>
internal static class Layout
{
    private const string Everything = "*";

    public static readonly LayoutRow[] Rows =
    [
        new("Smoothing.Protos", "protos",
            [],
            ["Google.Protobuf", "Google.Api.CommonProtos", "Grpc.Core.Api", "Grpc.Tools"]),

        new("Smoothing.Numerics", "services/Smoothing.Numerics",
            [],
            ["MathNet.Numerics"]),
        new("Smoothing.Draws", "services/Smoothing.Draws",
            ["Smoothing.Numerics"],
            []),
        new("Smoothing.Certification", "services/Smoothing.Certification",
            ["Smoothing.Draws", "Smoothing.Numerics"],
            []),
        new("Smoothing.Sampling", "services/Smoothing.Sampling",
            ["Smoothing.Draws"],
            ["TorchSharp", "TorchSharp-cuda-linux", "libtorch-*", "Microsoft.ML.OnnxRuntime*"]),
        new("Smoothing.Messages", "services/Smoothing.Messages",
            ["Smoothing.Protos", "Smoothing.Draws"],
            []),
        new("Smoothing.Hosting", "services/Smoothing.Hosting",
            [],
            ["Grpc.AspNetCore", "Grpc.AspNetCore.*", "Grpc.StatusProto", "OpenTelemetry", "OpenTelemetry.*"]),
        new("Smoothing.Sampler", "services/Smoothing.Sampler",
            ["Smoothing.Protos", "Smoothing.Messages", "Smoothing.Hosting", "Smoothing.Sampling"],
            []),
        new("Smoothing.Certifier", "services/Smoothing.Certifier",
            ["Smoothing.Protos", "Smoothing.Messages", "Smoothing.Hosting", "Smoothing.Certification"],
            []),

        new("Smoothing.Client", "clients/Smoothing.Client",
            ["Smoothing.Protos", "Smoothing.Draws", "Smoothing.Messages"],
            ["Grpc.Net.Client", "Grpc.StatusProto", "Polly", "Polly.Core"]),
        new("Smoothing.Data", "clients/Smoothing.Data",
            [],
            ["SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"]),
        new("Smoothing.Batch", "clients/Smoothing.Batch",
            ["Smoothing.Client", "Smoothing.Data", "Smoothing.Certification"],
            ["Microsoft.Data.Sqlite", "Npgsql", "Parquet.Net"]),
        new("Smoothing.Cli", "clients/Smoothing.Cli",
            [Everything],
            ["SkiaSharp", "System.CommandLine", "Spectre.Console"]),
    ];

    /// <summary>Packages that hold tensors. Only <see cref="TensorProject"/> names them; the rest gets them from it.
    /// </summary>
    public static readonly string[] TensorPackages = ["TorchSharp", "libtorch", "Microsoft.ML.OnnxRuntime"];

    public const string TensorProject = "Smoothing.Sampling";

    /// <summary>Entries of the root, beside dot-files and Directory.*.</summary>
    public static readonly string[] TopLevel =
        ["protos", "services", "clients", "tests", "k8s", "Smoothing.sln", "README.md", "global.json"];

    public static bool AllowsTopLevel(string entry) =>
        TopLevel.Contains(entry, StringComparer.Ordinal)
        || entry.StartsWith('.') || entry.StartsWith("Directory.", StringComparison.Ordinal);

    public static bool IsTensorPackage(string package) =>
        TensorPackages.Any(prefix => package.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
