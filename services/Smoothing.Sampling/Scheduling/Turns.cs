namespace Smoothing.Sampling.Scheduling;

/// <summary>The jobs under way, and whose tile is next. Guarded by the queue.</summary>
/// <remarks>
/// <para>
/// Every second tile goes to the job of which the fewest were started (of several the one whose turn is first), and
/// the others in turns. A tile that is run again, because there was no memory for it, comes before all of them and is
/// not counted below. Tiles are counted, not the time that they take.
/// </para>
/// <para>
/// Nobody starves: of any 2J tiles that are taken while at most J jobs are here, each job that has a tile to give
/// whenever one is taken gets at least one. For J of them are turns. A turn is given to the first job of the list that
/// has a tile, which then goes to its end, where new jobs are added too. So every turn that another job gets puts a job
/// behind this one that was before it, for as long as this one waits, and there are at most J - 1 of those.
/// </para>
/// <para>
/// Small jobs pass: a new job of k tiles has started them all after at most 2(k + D) taken tiles at which it has one to
/// give, where D sums max(0, k - s) over the other jobs, and s is the number of tiles that each had started before (0
/// for those that come later). For of the k + D tiles among them that go to the least served, another job gets one only
/// while it has started fewer than k, that is at most max(0, k - s) times. Jobs that have started k tiles or more,
/// however many and however large, therefore delay it by one tile for each of its own, beside the tiles that are under
/// way when it comes.
/// </para>
/// </remarks>
internal sealed class Turns
{
    private readonly LinkedList<SampleJob> _jobs = [];
    private bool _isTurn;

    /// <summary>The jobs.</summary>
    public IEnumerable<SampleJob> Jobs => _jobs;

    /// <summary>Number of jobs.</summary>
    public int Count => _jobs.Count;

    /// <summary>Whether a tile waits to be run again.</summary>
    public bool HasAgain
    {
        get
        {
            for (var node = _jobs.First; node is not null; node = node.Next)
            {
                if (node.Value.HasAgain)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Adds a job.</summary>
    public void Add(SampleJob job) => _jobs.AddLast(job);

    /// <summary>Takes a job out.</summary>
    /// <returns>Whether it was here.</returns>
    public bool Remove(SampleJob job) => _jobs.Remove(job);

    /// <summary>The job whose tile is to be taken now.</summary>
    /// <returns>Null when none has one.</returns>
    public SampleJob? Next()
    {
        LinkedListNode<SampleJob>? first = null, least = null;
        for (var node = _jobs.First; node is not null; node = node.Next)
        {
            if (!node.Value.HasTile)
                continue;
            if (node.Value.HasAgain)
                return node.Value;
            first ??= node;
            if (least is null || node.Value.Started < least.Value.Started)
                least = node;
        }

        if (first is null)
            return null;
        _isTurn = !_isTurn;
        if (!_isTurn)
            return least!.Value;
        _jobs.Remove(first);
        _jobs.AddLast(first);
        return first.Value;
    }
}
