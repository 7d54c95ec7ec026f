using System.Text.Json;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Benchmarks.Recover;

/// <summary>
/// A journal as a long sale leaves it behind, written by the product's own store: of ten entries four are holds of new customers, two of
/// which are bought, one given back and one extended; two are refusals. Made in ten minutes up to now, so that no hold has ended yet.
/// </summary>
internal sealed class BigJournal(IReadOnlyList<string> keys, int entries)
{
    private const int PerFlush = 512;    // what the silo's flushes hold under load

    private static readonly TimeSpan Lasted = TimeSpan.FromMinutes(10), HoldFor = TimeSpan.FromHours(2);

    private readonly long[] _sequences = new long[keys.Count];
    private readonly DateTimeOffset _began = TimeProvider.System.GetUtcNow() - Lasted;
    private int _written;

    public async Task WriteAsync(IJournalStore store)
    {
        var journal = new GroupCommit(store, NullLogger.Instance);
        var epochs = new long[keys.Count];
        var opening = keys.Select(key => journal.RaiseEpochAsync(key, CancellationToken.None)).ToArray();
        journal.Flush();
        for (var i = 0; i < keys.Count; i++) epochs[i] = await opening[i];

        var last = Task.CompletedTask;
        for (; _written < entries; _written++)
        {
            var sku = _written % keys.Count;
            last = journal.Append(keys[sku], epochs[sku], Next(sku));
            if (journal.Pending >= PerFlush) journal.Flush();
        }

        journal.Flush();
        await last;
    }

    private StockEntry Next(int sku)
    {
        var sequence = ++_sequences[sku];
        var at = _began + (Lasted * ((double)_written / entries));
        if (sequence == 1) return new(1, StockEntryKind.Adjusted, at, "opening", Quantity: 9_000_000, Detail: Detail);
        var (ten, step) = Math.DivRem(sequence - 2, 10);
        return step switch
        {
            < 4 => new(sequence, StockEntryKind.Held, at, Id(ten, step), Who(ten, step), 1, at + HoldFor),
            4 or 5 => new(sequence, StockEntryKind.Committed, at, Id(ten, step - 4)),
            6 => new(sequence, StockEntryKind.Released, at, Id(ten, 2)),
            7 => new(sequence, StockEntryKind.Extended, at, Id(ten, 3), Until: at + HoldFor + HoldFor),
            _ => new(sequence, StockEntryKind.Refused, at, Id(ten, step), Who(ten, step - 8), 1, Reason: Reason.OverPersonCap),
        };
    }

    private static readonly string Detail = JsonSerializer.Serialize(new { Who = "benchmark", Why = "opening" });

    private static string Id(long ten, long step) => $"0196f0aa-2222-7222-8333-{(ten * 10) + step:x12}";

    private static string Who(long ten, long step) => $"U4af498062902{(ten * 10) + step:x20}";
}
