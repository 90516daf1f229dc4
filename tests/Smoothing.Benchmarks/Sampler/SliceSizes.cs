using Smoothing.Benchmarks.Measuring;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>How many draws take about the time of a repetition: found by trying, since subjects differ tenfold.
/// </summary>
/// <param name="tileSize">Draws come in pairs of tiles, so that two workers have as much to do.</param>
/// <param name="seconds">Time of a repetition: of each of its threads on a processor, where that counts work alone.
/// </param>
internal sealed class SliceSizes(int tileSize, double seconds)
{
    private const int Rounds = 3;

    /// <summary>A subject whose repetitions take about that time.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="threads">Threads that work; 0 where they also wait in loops, which clock time tells better.</param>
    /// <param name="work">Counts draws, given the number of the repetition and of the draws.</param>
    public async Task<Slice> OfAsync(string name, int threads, Func<int, int, Task<Spent>> work)
    {
        var pair = 2 * tileSize;
        var draws = pair;
        for (var round = 0; round < Rounds; round++)
        {
            var spent = await work(0, draws);
            var took = threads > 0 ? spent.Processor / threads : spent.Wall;
            draws = Math.Max(1, (int)Math.Round(seconds * draws / took / pair)) * pair;
        }

        return new(new(name, draws, repetition => work(repetition, draws)), draws);
    }
}
