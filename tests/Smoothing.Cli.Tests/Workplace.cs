using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace Smoothing.Cli.Tests;

/// <summary>A folder with models and data, for one test.</summary>
internal sealed class Workplace : IDisposable
{
    public const string Data = "some-images-idx3-ubyte", LabelFile = "some-labels-idx1-ubyte";
    public const int Inputs = 8;

    private static int s_port = 20_000 + Environment.ProcessId % 8_000;

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("smoothing-cli-").FullName;

    /// <summary>A folder with the linear model, its manifest, and eight labelled images.</summary>
    public static Workplace WithLinear()
    {
        var place = new Workplace();
        place.AddModel("linear_3");
        place.AddImages(Inputs);
        return place;
    }

    /// <summary>A path in the folder.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Runs the command here.</summary>
    public Task<ToolResult> RunAsync(params string[] arguments) => Tool.RunAsync(Folder, arguments);

    /// <summary>Runs the command here with lines on its standard input.</summary>
    public Task<ToolResult> AnswerAsync(IEnumerable<string> lines, params string[] arguments) =>
        Tool.AnswerAsync(Folder, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), arguments);

    /// <summary>Runs `certify` on the images here.</summary>
    public Task<ToolResult> CertifyAsync(string model, params string[] arguments) =>
        RunAsync(["certify", "--model", model, "--data", Data, .. arguments]);

    /// <summary>Copies a fixture.</summary>
    public void AddFile(string model, string folder = "") => File.Copy(
        Path.Combine(Fixtures(), $"{model}.pt"),
        Path.Combine(Directory.CreateDirectory(this[folder]).FullName, $"{model}.pt"));

    /// <summary>Copies a fixture, with a manifest.</summary>
    public void AddModel(string model, int classes = 3, int tile = 64, string folder = "", string shape = "1, 2, 2")
    {
        AddFile(model, folder);
        File.WriteAllText(Path.Combine(this[folder], $"{model}.json"), $$"""
            {
              "name": "{{model}}", "version": "1", "shape": [{{shape}}], "layout": "chw",
              "grid": { "origin": "0", "step": "1/255", "min": 0, "max": 255 },
              "classes": {{classes}}, "labels": [], "tile": {{tile}}, "precision": "binary32"
            }
            """);
    }

    /// <summary>Writes images of 2 x 2 levels, and labels 0, 1, 2, 0, …</summary>
    public void AddImages(int count, int largestLabel = 2)
    {
        var levels = Enumerable.Range(0, count * 4).Select(i => (byte)(i * 97 % 256));
        var labels = Enumerable.Range(0, count).Select(i => (byte)(i % (largestLabel + 1)));
        File.WriteAllBytes(this[Data], [.. Words(0x803, count, 2, 2), .. levels]);
        File.WriteAllBytes(this[LabelFile], [.. Words(0x801, count), .. labels]);
    }

    /// <summary>A port that nobody listens on, below those that the system gives to outgoing connections: such a port
    /// stays free until it is used, and again while a service is started anew.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref s_port);
            try
            {
                using var listener = new TcpListener(IPAddress.Any, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static byte[] Words(params int[] words) => [.. words.SelectMany(word =>
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, word);
        return bytes;
    })];

    private static string Fixtures([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "fixtures", "models");
}
