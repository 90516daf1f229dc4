using System.CommandLine;
using Smoothing.Cli.Certifying;
using Smoothing.Cli.Embedding;
using Smoothing.Cli.Output;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing demo`: certifies shipped images with the shipped model, through both services.</summary>
internal static class DemoCommand
{
    private const int Inputs = 100;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Demo");

    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output")
        {
            HelpName = "FOLDER",
            Description = "folder for results.tsv, certificates.jsonl and accuracy.tsv, .svg and .png; old ones are "
                + "replaced",
            DefaultValueFactory = _ => new DirectoryInfo("demo-results"),
        };
        var run = new RunOptions(limit: Inputs, seed: 0);
        var command = new Command("demo", "Certifies shipped Fashion-MNIST images with a shipped model: starts both "
            + "services in this process and calls them over gRPC. It needs no other file.") { output };
        run.AddTo(command);
        command.SetAction((parsed, cancellation) =>
            RunAsync(run.Of(parsed), parsed.GetRequiredValue(output), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(RunSettings settings, DirectoryInfo output, CancellationToken cancellation)
    {
        using var files = RunFiles.Replace(output.FullName);
        using var images = Images.Open(Path.Combine(Folder, "images-idx3-ubyte.gz"), labels: null);
        await using var services = await EmbeddedServices.StartAsync(
            Path.Combine(Folder, "fashion_mnist_cnn.pt"), null, null, settings.Place, cancellation);
        var run = new CertifyRun(services, images, settings);
        return await run.RunAsync(new PlainRows(Console.Out), files, Console.Out, cancellation);
    }
}
