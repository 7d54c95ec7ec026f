using Commerce.Silo.Stock;
using Commerce.Stock;

namespace Commerce.Silo.Audit;

/// <summary>Every SKU twice: from its first entry, and from snapshot and tail as a start of the shop reads it. Both must be one state.</summary>
internal sealed class ReplayRun(IJournalReader journal, TextWriter to)
{
    public int Run()
    {
        var differences = 0;
        foreach (var (key, _) in journal.Heads()) differences += Sku(key) ? 0 : 1;
        to.WriteLine(differences == 0 ? "No differences." : $"{differences} differences.");
        return differences;
    }

    private bool Sku(string key)
    {
        try
        {
            var whole = "";
            OpenedLog opened = null!;
            journal.AtOneInstant(() => (whole, opened) = (Whole(key), LogTail.Read(journal, key, 0)));
            var state = opened.Snapshot is { } snapshot ? StockSnapshot.Read(snapshot) : new();
            foreach (var entry in opened.Tail) StockRules.Apply(state, entry);
            var quick = StockSnapshot.Hash(state);
            to.WriteLine(whole == quick
                ? $"{key} {state.Sequence} entries: {whole}"
                : $"  ! {key}: {whole} from the first entry, {quick} from the snapshot at {opened.SnapshotSequence}");
            return whole == quick;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or System.Text.Json.JsonException or KeyNotFoundException or ArgumentException)
        {
            to.WriteLine($"  ! {key}: {damaged.Message}");
            return false;
        }
    }

    private string Whole(string key)
    {
        var state = new StockState();
        journal.Segments(key, 0, (in segment, bytes) =>
        {
            if (StockEntryCodec.Crc(bytes) != segment.Crc) throw LogTail.Damage(key, segment.First, "its bytes are not what was written");
            for (var at = 0; at < bytes.Length;) StockRules.Apply(state, StockEntryCodec.Read(bytes, ref at));
            return true;
        });
        return StockSnapshot.Hash(state);
    }
}
