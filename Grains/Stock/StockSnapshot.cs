using System.Security.Cryptography;
using System.Text.Json;

namespace Commerce.Stock;

/// <summary>
/// A stock state as bytes: what recovery starts from instead of the first entry. Holds are in order of their ids, so two equal
/// states have equal bytes and <see cref="Hash"/> compares them.
/// </summary>
public static class StockSnapshot
{
    private const byte Format = 1;

    public static byte[] Write(StockState stock)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        to.Write(Format);
        to.Write(stock.Sequence);
        to.Write(stock.Supply);
        to.Write(stock.Paused);
        to.Write(JsonSerializer.Serialize(stock.Terms));
        Write(to, stock.Refused.OrderBy(r => r.Key), (w, r) => { w.Write((int)r.Key); w.Write(r.Value); });
        Write(to, stock.Adjustments, (w, key) => w.Write(key));
        Write(to, stock.Holds.OrderBy(h => h.Key, StringComparer.Ordinal), WriteHold);
        Write(to, stock.Ended, (w, ended) => { w.Write(ended.At); w.Write(ended.HoldId); });
        to.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">Not a snapshot, or of a later format.</exception>
    public static StockState Read(byte[] snapshot)
    {
        using var from = new BinaryReader(new MemoryStream(snapshot));
        if (from.ReadByte() is var format && format != Format) throw new InvalidDataException($"Stock snapshot of format {format}");
        var stock = new StockState
        {
            Sequence = from.ReadInt64(),
            Supply = from.ReadInt32(),
            Paused = from.ReadBoolean(),
            Terms = JsonSerializer.Deserialize<SaleTerms>(from.ReadString())!,
        };
        for (var n = from.ReadInt32(); n > 0; n--) stock.Refused.Add((Reason)from.ReadInt32(), from.ReadInt64());
        for (var n = from.ReadInt32(); n > 0; n--) stock.Adjustments.Enqueue(from.ReadString());
        for (var n = from.ReadInt32(); n > 0; n--) ReadHold(from, stock);
        for (var n = from.ReadInt32(); n > 0; n--) stock.Ended.Enqueue((from.ReadInt64(), from.ReadString()));
        return stock;
    }

    /// <summary>SHA-256 of the state: equal states, equal hashes.</summary>
    public static string Hash(StockState stock) => Convert.ToHexStringLower(SHA256.HashData(Write(stock)));

    private static void Write<T>(BinaryWriter to, IEnumerable<T> items, Action<BinaryWriter, T> write)
    {
        var all = items as ICollection<T> ?? [.. items];
        to.Write(all.Count);
        foreach (var item in all) write(to, item);
    }

    private static void WriteHold(BinaryWriter to, KeyValuePair<string, StockHold> hold)
    {
        to.Write(hold.Key);
        to.Write(hold.Value.CustomerId);
        to.Write(hold.Value.Quantity);
        to.Write(hold.Value.Until);
        to.Write((byte)hold.Value.Standing);
        to.Write(hold.Value.Extended);
    }

    /// <summary>Counters, allowances and the queue of ends follow from the holds and are not stored twice.</summary>
    private static void ReadHold(BinaryReader from, StockState stock)
    {
        var id = from.ReadString();
        var hold = new StockHold(from.ReadString(), from.ReadInt32(), from.ReadInt64(), (HoldStanding)from.ReadByte(), from.ReadBoolean());
        stock.Holds.Add(id, hold);
        if (hold.Standing == HoldStanding.Open)
        {
            stock.Held += hold.Quantity;
            stock.Ends.Enqueue(id, (hold.Until, id));
        }

        if (hold.Standing == HoldStanding.Committed) stock.Sold += hold.Quantity;
        if (hold.Standing is HoldStanding.Open or HoldStanding.Committed)
        {
            stock.Taken[hold.CustomerId] = stock.TakenBy(hold.CustomerId) + hold.Quantity;
        }
    }
}
