using System.Text.Json;
using Smoothing.Draws.Identity;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;

namespace Smoothing.Sampling.Probing;

/// <summary>The child's part of a probe: loads a file and runs it a few times, which may end the process.</summary>
public static class Probe
{
    /// <summary>First argument of a process that is a probe.</summary>
    public const string Argument = "probe-model";

    /// <summary>Reads a request from standard input, writes the answer to standard output.</summary>
    /// <returns>The exit code, 0.</returns>
    public static async Task<int> RunAsync()
    {
        var request = JsonSerializer.Deserialize(await Console.In.ReadToEndAsync(), ProbeJson.Default.ProbeRequest)
            ?? throw new InvalidOperationException("no request");
        var answer = await TorchThread.RunAsync(() => Answer(request), TorchThread.ProbeStackBytes);
        var json = JsonSerializer.Serialize(answer, ProbeJson.Default.ProbeAnswer);
        await Console.Out.WriteAsync($"\n{request.Mark}{json}\n");
        return 0;
    }

    private static ProbeAnswer Answer(ProbeRequest request)
    {
        try
        {
            var (device, _) = TorchRuntime.Prepare(request.Device);
            var bytes = File.ReadAllBytes(request.File);
            using var module = TorchFile.Load(bytes, device);
            var accepted = new List<AcceptedShape>();
            var refusals = new List<ShapeRefusal>();
            foreach (var shape in request.Shapes)
            {
                try
                {
                    accepted.Add(new(shape, new ModelTrial(module, device, request.TileSize, shape).Classes()));
                }
                catch (ModelException exception)
                {
                    refusals.Add(new(shape, exception.Check, exception.Message));
                }
            }

            return new(null, null, null, Digest.Of(bytes).ToString(), [.. accepted], [.. refusals]);
        }
        catch (ModelException exception)
        {
            return new(exception.Check, exception.Message, exception.Detail, null, [], []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var file = Path.GetFileName(request.File);
            return new("file", $"{file} cannot be read ({exception.GetType().Name})", null, null, [], []);
        }
    }
}
