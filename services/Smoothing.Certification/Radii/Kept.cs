using System.Collections.Concurrent;

namespace Smoothing.Certification.Radii;

/// <summary>Keeps what takes a while to make and depends on few parameters. Requests choose them, so it is bounded.
/// </summary>
/// <param name="make">Makes the value of a key; a pure function.</param>
internal sealed class Kept<TKey, TValue>(Func<TKey, TValue> make)
    where TKey : notnull
{
    private const int Limit = 256;

    private readonly ConcurrentDictionary<TKey, TValue> _values = [];

    /// <summary>The value of a key.</summary>
    public TValue Of(TKey key)
    {
        if (_values.TryGetValue(key, out var kept))
            return kept;
        var value = make(key);
        // Those that are used come back at once; those that were only asked for once do not stay for ever.
        if (_values.Count >= Limit)
            _values.Clear();
        _values.TryAdd(key, value);
        return value;
    }
}
