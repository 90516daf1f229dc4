using System.Diagnostics;
using Smoothing.Sampling.Models;
using TorchSharp;

namespace Smoothing.Sampling.Probing;

/// <summary>How fast a model answers tiles of several forms, on one thread.</summary>
/// <remarks>
/// First engines and memory formats are compared at one tile size, then tile sizes with the fastest of them. Candidates
/// take turns, and the best round of each counts: other work on the machine makes rounds slower, never faster.
/// </remarks>
/// <param name="bytes">The TorchScript file.</param>
/// <param name="device">Where it is run.</param>
/// <param name="manifest">Shape and grid.</param>
/// <param name="wishes">Which forms to try.</param>
internal sealed class SpeedTrial(byte[] bytes, torch.Device device, ModelManifest manifest, FormWishes wishes)
{
    private const int WarmUpCalls = 3, Rounds = 5, SmallTile = 8;

    // Sizes beyond do not pay: larger tiles only make requests coarser.
    private static readonly int[] CpuSizes = [16, 32, 64, 128, 256], CudaSizes = [64, 256, 1024, 4096];

    private static readonly TimeSpan LeastRound = TimeSpan.FromMilliseconds(60), MostTile = TimeSpan.FromSeconds(1);

    /// <summary>Measures.</summary>
    /// <returns>What was measured, in no order. At least one.</returns>
    /// <exception cref="ModelException">The model fails in every form.</exception>
    public TileSpeed[] Run()
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode(true);
        var size = wishes.TileSize ?? MiddleSize();
        var found = Measure(
            from format in Formats from engine in Engines select new TileForm(size, engine, format));
        if (wishes.TileSize is not null)
            return found;
        var best = TileChoice.Order(found)[0];
        var others = Sizes.Where(other => other != size && IsAllowed(other, best.DrawsPerSecond));
        // The winner is measured again beside the other sizes, so that all had the same machine.
        return [.. found.Where(speed => speed != best), .. Measure(others.Append(size)
            .Select(each => best.Form with { TileSize = each }))];
    }

    private IEnumerable<MemoryFormat> Formats => wishes.MemoryFormat is { } one ? [one]
        : manifest.Shape.Length == 3 ? Enum.GetValues<MemoryFormat>()
        : [MemoryFormat.Contiguous];

    private IEnumerable<Engine> Engines => wishes.Engine is { } one ? [one]
        : device.type == DeviceType.CPU ? Enum.GetValues<Engine>()
        : [Engine.Libtorch];

    private int[] Sizes => device.type == DeviceType.CPU ? CpuSizes : CudaSizes;

    /// <summary>The size at which other things are compared: smaller where a tile takes long.</summary>
    private int MiddleSize()
    {
        var rate = Measure([wishes.Plainest with { TileSize = SmallTile }])[0].DrawsPerSecond;
        return Sizes.LastOrDefault(size => size <= Sizes[Sizes.Length / 2] && IsAllowed(size, rate), Sizes[0]);
    }

    private bool IsAllowed(int size, double drawsPerSecond) =>
        (long)size * manifest.Dimension <= ModelManifest.TileNumbersLimit
            && size / drawsPerSecond <= MostTile.TotalSeconds;

    private TileSpeed[] Measure(IEnumerable<TileForm> forms)
    {
        var candidates = new List<Candidate>();
        ModelException? refusal = null;
        try
        {
            foreach (var form in forms)
            {
                try
                {
                    candidates.Add(new(bytes, device, manifest with { Form = form }));
                }
                catch (ModelException exception)
                {
                    // A model may not stand a form, nor a machine have it: others are measured then.
                    refusal = exception;
                }
            }

            for (var round = 0; round < Rounds; round++)
                candidates.ForEach(candidate => candidate.RunRound());
            return candidates.Count > 0 ? [.. candidates.Select(candidate => candidate.Speed)] : throw refusal!;
        }
        finally
        {
            candidates.ForEach(candidate => candidate.Dispose());
        }
    }

    private sealed class Candidate : IDisposable
    {
        private readonly ModelManifest _manifest;
        private readonly PreparedModule _module;
        private readonly TileBuffer _tile;
        private double _best;

        public Candidate(byte[] bytes, torch.Device device, ModelManifest manifest)
        {
            _manifest = manifest;
            _module = PreparedModule.Load(bytes, device, manifest.Form, out _);
            _tile = new TileBuffer(manifest);
            try
            {
                // Different numbers: zeros make some kernels faster than they are.
                for (var slot = 0; slot < manifest.TileSize; slot++)
                    _tile.Write(slot, row => Fill(row, manifest));
                for (var call = 0; call < WarmUpCalls; call++)
                    Call();
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public TileSpeed Speed => new(_manifest.Form, _best);

        public void RunRound()
        {
            var (start, calls) = (Stopwatch.GetTimestamp(), 0);
            do
            {
                Call();
                calls++;
            }
            while (Stopwatch.GetElapsedTime(start) < LeastRound);
            var rate = (double)calls * _manifest.TileSize / Stopwatch.GetElapsedTime(start).TotalSeconds;
            _best = Math.Max(_best, rate);
        }

        public void Dispose()
        {
            _tile.Dispose();
            _module.Dispose();
        }

        private void Call()
        {
            using var scope = torch.NewDisposeScope();
            var output = _module.Forward(_tile.Tensor);
            TorchFile.RequireOutput(output, _manifest.TileSize, _manifest.Classes);
            // The answers must have arrived before the clock is read.
            output.cpu();
        }

        private static void Fill(Span<float> row, ModelManifest manifest)
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = manifest.Grid.NumberOf(manifest.Grid.MinLevel + i % manifest.Grid.Levels);
        }
    }
}
