using Commerce.Silo.ReadModel;
using Commerce.Stock;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Silo.Audit;

/// <summary>A SKU's entries beside their copies in the table that staff search. What is not copied yet is no difference.</summary>
internal sealed class CopyCheck(CommerceDb db, string key)
{
    private const int Batch = 2_000;

    private readonly List<StockEntry> _entries = [];
    private readonly List<Finding> _findings = [];
    private readonly string _shop = Keys.Shop(key), _sku = Keys.Rest(key);
    private long? _copied;

    /// <summary>The last entry that is copied.</summary>
    public long Copied => _copied ??= Rows.Max(row => (long?)row.Sequence) ?? 0;

    private IQueryable<StockEntryRow> Rows => db.StockEntries.AsNoTracking().Where(row => row.Shop == _shop && row.Sku == _sku);

    public void Take(StockEntry entry)
    {
        if (entry.Sequence > Copied) return;
        _entries.Add(entry);
        if (_entries.Count == Batch) Compare();
    }

    /// <param name="last">The SKU's last entry.</param>
    public IReadOnlyList<Finding> End(long last)
    {
        Compare();
        var tooMany = Rows.Count(row => row.Sequence > last);
        if (tooMany > 0) _findings.Add(new(key, last + 1, $"{tooMany} copied rows have no entry in the journal"));
        return _findings;
    }

    private void Compare()
    {
        if (_entries.Count == 0) return;
        var (first, last) = (_entries[0].Sequence, _entries[^1].Sequence);
        var rows = Rows.Where(row => row.Sequence >= first && row.Sequence <= last).ToDictionary(row => row.Sequence);
        foreach (var entry in _entries)
        {
            if (!rows.TryGetValue(entry.Sequence, out var row)) _findings.Add(new(key, entry.Sequence, "its copy is missing"));
            else if (Coarse(row.Entry()) != Coarse(entry)) _findings.Add(new(key, entry.Sequence, $"its copy is {row.Entry()}, the entry {entry}"));
        }

        _entries.Clear();
    }

    /// <summary>PostgreSQL keeps microseconds.</summary>
    private static StockEntry Coarse(StockEntry entry) => entry with { At = Coarse(entry.At), Until = entry.Until is { } until ? Coarse(until) : null };

    private static DateTimeOffset Coarse(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMicrosecond));
}
