using System.Collections.Concurrent;

namespace Commerce.Web.Line;

/// <summary>Remembers at most <c>capacity</c> values, each until its own end; the oldest make room.</summary>
internal sealed class ExpiringCache<TKey, TValue>(int capacity, TimeProvider clock) where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, DateTimeOffset Until)> _kept = new();
    private readonly ConcurrentQueue<TKey> _oldestFirst = new();

    public bool TryGet(TKey key, out TValue value)
    {
        var found = _kept.TryGetValue(key, out var kept) && clock.GetUtcNow() < kept.Until;
        value = kept.Value;
        return found;
    }

    public void Put(TKey key, TValue value, DateTimeOffset until)
    {
        // A key is queued once, when it is new; so the queue is never longer than what is kept and in flight.
        if (_kept.TryAdd(key, (value, until))) _oldestFirst.Enqueue(key);
        else _kept[key] = (value, until);

        while (_kept.Count > capacity && _oldestFirst.TryDequeue(out var oldest)) _kept.TryRemove(oldest, out _);
    }
}
