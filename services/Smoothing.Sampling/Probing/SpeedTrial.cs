using System.Diagnostics;
using Smoothing.Sampling.Models;
using TorchSharp;

namespace Smoothing.Sampling.Probing;

/// <summary>How fast a model answers tiles of several sizes and memory formats, on one thread.</summary>
/// <remarks>
/// First the formats are compared at one tile size, then tile sizes in the faster format. Candidates take turns, and
/// the best round of each counts: other work on the machine makes rounds slower, never faster.
/// </remarks>
/// <param name="bytes">The TorchScript file.</param>
/// <param name="device">Where it is run.</param>
/// <param name="manifest">Shape and grid.</param>
internal sealed class SpeedTrial(byte[] bytes, torch.Device device, ModelManifest manifest)
{
    private const int WarmUpCalls = 3, Rounds = 5, SmallTile = 8;

    // Sizes beyond do not pay: larger tiles only make requests coarser.
    private static readonly int[] CpuSizes = [16, 32, 64, 128, 256], CudaSizes = [64, 256, 1024, 4096];

    private static readonly TimeSpan LeastRound = TimeSpan.FromMilliseconds(60), MostTile = TimeSpan.FromSeconds(1);

    /// <summary>Measures.</summary>
    /// <param name="size">The one tile size to try; null for several.</param>
    /// <param name="format">The one format to try; null for all that the shape allows.</param>
    /// <returns>What was measured, in no order. At least one.</returns>
    /// <exception cref="ModelException">The model fails in every format.</exception>
    public TileSpeed[] Run(int? size, MemoryFormat? format)
    {
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode(true);
        MemoryFormat[] formats = format is { } one ? [one]
            : manifest.Shape.Length == 3 ? [MemoryFormat.Contiguous, MemoryFormat.ChannelsLast]
            : [MemoryFormat.Contiguous];
        var found = Measure(formats.Select(each => (size ?? MiddleSize(formats[0]), each)));
        if (size is not null)
            return found;
        var best = found.MaxBy(speed => speed.DrawsPerSecond)!;
        var others = Sizes.Where(other => other != best.TileSize && IsAllowed(other, best.DrawsPerSecond));
        // The winner is measured again beside the other sizes, so that all had the same machine.
        return [.. found.Where(speed => speed != best), .. Measure(others.Append(best.TileSize)
            .Select(each => (each, MemoryFormatName.Parse(best.MemoryFormat)!.Value)))];
    }

    private int[] Sizes => device.type == DeviceType.CPU ? CpuSizes : CudaSizes;

    /// <summary>The size at which formats are compared: smaller where a tile takes long.</summary>
    private int MiddleSize(MemoryFormat format)
    {
        var rate = Measure([(SmallTile, format)])[0].DrawsPerSecond;
        return Sizes.LastOrDefault(size => size <= Sizes[Sizes.Length / 2] && IsAllowed(size, rate), Sizes[0]);
    }

    private bool IsAllowed(int size, double drawsPerSecond) =>
        (long)size * manifest.Dimension <= ModelManifest.TileNumbersLimit
            && size / drawsPerSecond <= MostTile.TotalSeconds;

    private TileSpeed[] Measure(IEnumerable<(int Size, MemoryFormat Format)> forms)
    {
        var candidates = new List<Candidate>();
        ModelException? refusal = null;
        try
        {
            foreach (var (size, format) in forms)
            {
                try
                {
                    candidates.Add(new(bytes, device, manifest with { TileSize = size, MemoryFormat = format }));
                }
                catch (ModelException exception)
                {
                    // A model may not stand the other order: it is then measured in the one that it stands.
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
            _module = PreparedModule.Load(bytes, device, manifest.MemoryFormat, out _);
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

        public TileSpeed Speed => new(_manifest.TileSize, MemoryFormatName.Of(_manifest.MemoryFormat), _best);

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
