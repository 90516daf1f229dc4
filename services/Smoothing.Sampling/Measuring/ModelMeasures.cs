using System.Diagnostics;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling.Measuring;

/// <summary>What the tiles of one model on one device add up to. Every worker adds to it.</summary>
internal sealed class ModelMeasures(string model, string device)
{
    private readonly TagList _tags = new() { { "smoothing.model", model }, { "smoothing.device", device } };

    private long _draws;
    private long _unusable;
    private long _tiles;
    private long _active;

    /// <summary>The attributes of its measurements.</summary>
    public ref readonly TagList Tags => ref _tags;

    /// <summary>Draws that were answered, unusable ones included.</summary>
    public long Draws => Interlocked.Read(ref _draws);

    /// <summary>Draws without an answer.</summary>
    public long Unusable => Interlocked.Read(ref _unusable);

    /// <summary>Tiles that were answered.</summary>
    public long Tiles => Interlocked.Read(ref _tiles);

    /// <summary>Tiles that are being run.</summary>
    public long ActiveTiles => Interlocked.Read(ref _active);

    /// <summary>A tile is started.</summary>
    public void Start() => Interlocked.Increment(ref _active);

    /// <summary>A tile was answered.</summary>
    public void Answer(ReadOnlySpan<int> answers)
    {
        Interlocked.Add(ref _draws, answers.Length);
        Interlocked.Add(ref _unusable, answers.Count(TileAnswers.Unusable));
        Interlocked.Increment(ref _tiles);
        Interlocked.Decrement(ref _active);
    }

    /// <summary>A tile was not answered.</summary>
    public void Fail() => Interlocked.Decrement(ref _active);
}
