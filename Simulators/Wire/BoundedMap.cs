using System.Collections.Concurrent;

namespace Commerce.Simulators.Wire;

/// <summary>Objects by id in the order they came; past the bound the oldest go. Reading takes no lock.</summary>
internal sealed class BoundedMap<T>(int most) where T : class
{
    private readonly ConcurrentDictionary<string, T> _byId = new();
    private readonly ConcurrentQueue<string> _byAge = new();

    // Counted here: a concurrent dictionary stops everybody to count itself.
    private int _count;

    public T? Find(string id) => _byId.GetValueOrDefault(id);

    public IEnumerable<T> NewestFirst() => _byAge.Reverse().Select(id => _byId.GetValueOrDefault(id)).OfType<T>();

    public IEnumerable<T> OldestFirst() => _byAge.Select(id => _byId.GetValueOrDefault(id)).OfType<T>();

    /// <summary>Puts an object in place and returns the id that had to go, if any.</summary>
    public string? Put(string id, T value)
    {
        if (!_byId.TryAdd(id, value))
        {
            _byId[id] = value;
            return null;
        }

        _byAge.Enqueue(id);
        if (Interlocked.Increment(ref _count) <= most || !_byAge.TryDequeue(out var oldest)) return null;
        Remove(oldest);
        return oldest;
    }

    public void Remove(string id)
    {
        if (_byId.TryRemove(id, out _)) Interlocked.Decrement(ref _count);
    }
}
