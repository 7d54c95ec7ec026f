using System.Runtime.InteropServices;
using Commerce.Stock;

namespace Commerce.Proofs.History;

/// <summary>The requests of one SKU by what they were about.</summary>
internal sealed class Requests
{
    private readonly Dictionary<(AskKind, string), List<Asked>> _byKey = [];
    private readonly Dictionary<string, List<Asked>> _replacing = [];

    public Requests(IReadOnlyList<Asked> all)
    {
        foreach (var asked in all)
        {
            Add(_byKey, (asked.Kind, asked.Key), asked);
            if (asked.Replaces is { } replaced) Add(_replacing, replaced, asked);
        }
    }

    /// <summary>Each command of each key, with all its repeats.</summary>
    public IEnumerable<((AskKind Kind, string Key) Command, List<Asked> Asked)> Commands => _byKey.Select(pair => (pair.Key, pair.Value));

    public IReadOnlyList<Asked> Of(AskKind kind, string key) => _byKey.TryGetValue((kind, key), out var asked) ? asked : [];

    public bool Asks(AskKind kind, string key) => _byKey.ContainsKey((kind, key));

    /// <summary>The hold that the hold of this key was to take the place of.</summary>
    public string? Replaces(string key) => Of(AskKind.Hold, key) is [var first, ..] ? first.Replaces : null;

    /// <summary>Who asked for this entry; nobody: it is the product's invention. Ends of holds are the clock's.</summary>
    public IReadOnlyList<Asked> Behind(in StockEntry entry)
    {
        var (who, units) = (entry.CustomerId, entry.Quantity);
        return entry.Kind switch
        {
            StockEntryKind.Held or StockEntryKind.Refused => Where(AskKind.Hold, entry.HoldId, a => a.CustomerId == who && a.Quantity == units),
            StockEntryKind.Adjusted => Where(AskKind.Adjust, entry.HoldId, a => a.Quantity == units),
            StockEntryKind.Extended => Of(AskKind.Extend, entry.HoldId),
            StockEntryKind.Committed => Of(AskKind.Commit, entry.HoldId),
            StockEntryKind.Released when _replacing.TryGetValue(entry.HoldId, out var replacing) =>
                [.. Of(AskKind.Release, entry.HoldId), .. replacing],
            StockEntryKind.Released => Of(AskKind.Release, entry.HoldId),
            StockEntryKind.Returned => Of(AskKind.Release, entry.HoldId),
            _ => [],
        };
    }

    private IReadOnlyList<Asked> Where(AskKind kind, string key, Func<Asked, bool> fits)
    {
        var all = Of(kind, key);
        return all.All(fits) ? all : [.. all.Where(fits)];
    }

    private static void Add<TKey>(Dictionary<TKey, List<Asked>> to, TKey key, Asked asked)
        where TKey : notnull
    {
        ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(to, key, out _);
        (same ??= []).Add(asked);
    }
}
