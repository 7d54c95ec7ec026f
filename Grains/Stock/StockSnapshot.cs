using System.Security.Cryptography;
using System.Text.Json;

namespace Commerce.Stock;

/// <summary>
/// A stock state as bytes: what recovery starts from instead of the first entry. <see cref="Hash"/> tells whether two states are equal.
/// </summary>
public static class StockSnapshot
{
    /// <summary>2 added the settings version, refused holds, edges, and when and in which sale a hold was granted.</summary>
    private const byte Format = 2;
    private const int TypicalHead = 4_096, TypicalHold = 96;   // bytes, so that large states are not moved about while they are written

    /// <summary>The state as bytes, its holds in whatever order they lie.</summary>
    public static byte[] Write(StockState stock) => Write(stock, stock.Holds);

    private static byte[] Write(StockState stock, IEnumerable<KeyValuePair<string, StockHold>> holds)
    {
        using var bytes = new MemoryStream(TypicalHead + (stock.Holds.Count * TypicalHold));
        using var to = new BinaryWriter(bytes);
        to.Write(Format);
        to.Write(stock.Sequence);
        to.Write(stock.Version);
        to.Write(stock.Supply);
        to.Write(stock.Paused);
        to.Write(JsonSerializer.Serialize(stock.Terms));
        Write(to, stock.Refused.OrderBy(r => r.Key), (w, r) => { w.Write((int)r.Key); w.Write(r.Value); });
        Write(to, stock.Adjustments, (w, key) => w.Write(key));
        Write(to, stock.Edges, (w, edge) => { w.Write(edge.Source); w.Write(edge.Number); });
        Write(to, holds, WriteHold);
        Write(to, stock.Ended, (w, ended) => { w.Write(ended.At); w.Write(ended.HoldId); });
        Write(to, stock.RefusedInTurn, (w, refused) => WriteRefused(w, refused, stock.RefusedHolds[refused.HoldId]));
        to.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">Not a snapshot, or of another format.</exception>
    public static StockState Read(byte[] snapshot)
    {
        using var from = new BinaryReader(new MemoryStream(snapshot));
        if (from.ReadByte() is var format && format != Format) throw new InvalidDataException($"Stock snapshot of format {format}");
        var stock = new StockState
        {
            Sequence = from.ReadInt64(),
            Version = from.ReadInt64(),
            Supply = from.ReadInt32(),
            Paused = from.ReadBoolean(),
            Terms = JsonSerializer.Deserialize<SaleTerms>(from.ReadString())!,
        };
        for (var n = from.ReadInt32(); n > 0; n--) stock.Refused.Add((Reason)from.ReadInt32(), from.ReadInt64());
        for (var n = from.ReadInt32(); n > 0; n--) stock.Adjustments.Enqueue(from.ReadString());
        for (var n = from.ReadInt32(); n > 0; n--) stock.Edges.Add(new(from.ReadString(), from.ReadInt64()));
        for (var n = from.ReadInt32(); n > 0; n--) ReadHold(from, stock);
        for (var n = from.ReadInt32(); n > 0; n--) stock.Ended.Enqueue((from.ReadInt64(), from.ReadString()));
        for (var n = from.ReadInt32(); n > 0; n--) ReadRefused(from, stock);
        return stock;
    }

    /// <summary>SHA-256 of the state: equal states, equal hashes.</summary>
    public static string Hash(StockState stock) => Convert.ToHexStringLower(SHA256.HashData(
        Write(stock, stock.Holds.OrderBy(hold => hold.Key, StringComparer.Ordinal))));

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
        to.Write(hold.Value.Sale);
        to.Write(hold.Value.At);
        to.Write(hold.Value.Until);
        to.Write((byte)hold.Value.Standing);
        to.Write(hold.Value.Extended);
    }

    /// <summary>Counters, allowances and the queue of ends follow from the holds and are not stored twice.</summary>
    private static void ReadHold(BinaryReader from, StockState stock)
    {
        var id = from.ReadString();
        var hold = new StockHold(from.ReadString(), from.ReadInt32(), from.ReadInt32(), from.ReadInt64(), from.ReadInt64(),
            (HoldStanding)from.ReadByte(), from.ReadBoolean());
        stock.Holds.Add(id, hold);
        if (hold.Standing == HoldStanding.Open)
        {
            stock.Held += hold.Quantity;
            stock.Ends.Enqueue(id, (hold.Until, id));
        }

        if (hold.Standing == HoldStanding.Committed) stock.Sold += hold.Quantity;
        if (hold.Counts) StockRules.Takes(stock, hold.CustomerId, id);
    }

    private static void WriteRefused(BinaryWriter to, (long At, string HoldId) refused, RefusedHold hold)
    {
        to.Write(refused.At);
        to.Write(refused.HoldId);
        to.Write(hold.CustomerId);
        to.Write(hold.Quantity);
        to.Write((int)hold.Reason);
    }

    private static void ReadRefused(BinaryReader from, StockState stock)
    {
        var (at, id) = (from.ReadInt64(), from.ReadString());
        stock.RefusedInTurn.Enqueue((at, id));
        stock.RefusedHolds.Add(id, new(from.ReadString(), from.ReadInt32(), (Reason)from.ReadInt32()));
    }
}
