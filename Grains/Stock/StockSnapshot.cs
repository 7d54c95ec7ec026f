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

    /// <summary>The state as bytes, its holds in whatever order they lie.</summary>
    public static byte[] Write(StockState stock) => Write(stock, stock.Holds);

    /// <summary>Measured first: a large state is written once, into as many bytes as it needs.</summary>
    private static byte[] Write(StockState stock, IReadOnlyCollection<KeyValuePair<string, StockHold>> holds)
    {
        var terms = JsonSerializer.Serialize(stock.Terms);
        var measured = new SnapshotWriter(null);
        Write(ref measured, stock, terms, holds);
        var bytes = new byte[measured.Length];
        var written = new SnapshotWriter(bytes);
        Write(ref written, stock, terms, holds);
        return bytes;
    }

    private static void Write(
        ref SnapshotWriter to, StockState stock, string terms, IReadOnlyCollection<KeyValuePair<string, StockHold>> holds)
    {
        to.Write(Format);
        to.Write(stock.Sequence);
        to.Write(stock.Version);
        to.Write(stock.Supply);
        to.Write(stock.Paused);
        to.Write(terms);
        WriteRefused(ref to, stock.Refused);
        to.Write(stock.Adjustments.Count);
        foreach (var key in stock.Adjustments) to.Write(key);
        to.Write(stock.Edges.Count);
        foreach (var edge in stock.Edges)
        {
            to.Write(edge.Source);
            to.Write(edge.Number);
        }

        to.Write(holds.Count);
        foreach (var (id, hold) in holds) WriteHold(ref to, id, hold);
        to.Write(stock.Ended.Count);
        foreach (var ended in stock.Ended)
        {
            to.Write(ended.At);
            to.Write(ended.HoldId);
        }

        to.Write(stock.RefusedInTurn.Count);
        foreach (var refused in stock.RefusedInTurn) WriteRefused(ref to, refused, stock.RefusedHolds[refused.HoldId]);
    }

    /// <exception cref="InvalidDataException">Not a snapshot, or of another format.</exception>
    public static StockState Read(byte[] snapshot)
    {
        var from = new SnapshotReader(snapshot);
        if (from.Byte() is var format && format != Format) throw new InvalidDataException($"Stock snapshot of format {format}");
        var stock = new StockState
        {
            Sequence = from.Long(),
            Version = from.Long(),
            Supply = from.Int(),
            Paused = from.Bool(),
            Terms = JsonSerializer.Deserialize<SaleTerms>(from.Text())!,
        };
        for (var n = from.Count(); n > 0; n--) stock.Refused.Add((Reason)from.Int(), from.Long());
        for (var n = from.Count(); n > 0; n--) stock.Adjustments.Enqueue(from.Text());
        for (var n = from.Count(); n > 0; n--) stock.Edges.Add(new(from.Text(), from.Long()));
        ReadHolds(ref from, snapshot, stock);
        for (var n = from.Count(); n > 0; n--) stock.Ended.Enqueue((from.Long(), from.Text()));
        for (var n = from.Count(); n > 0; n--) ReadRefused(ref from, stock);
        return stock;
    }

    /// <summary>SHA-256 of the state: equal states, equal hashes.</summary>
    public static string Hash(StockState stock) => Convert.ToHexStringLower(SHA256.HashData(
        Write(stock, [.. stock.Holds.OrderBy(hold => hold.Key, StringComparer.Ordinal)])));

    private static void WriteRefused(ref SnapshotWriter to, Dictionary<Reason, long> refused)
    {
        to.Write(refused.Count);
        foreach (var (reason, count) in refused.OrderBy(r => r.Key))
        {
            to.Write((int)reason);
            to.Write(count);
        }
    }

    private static void WriteHold(ref SnapshotWriter to, string id, in StockHold hold)
    {
        to.Write(id);
        to.Write(hold.CustomerId);
        to.Write(hold.Quantity);
        to.Write(hold.Sale);
        to.Write(hold.At);
        to.Write(hold.Until);
        to.Write((byte)hold.Standing);
        to.Write(hold.Extended);
    }

    /// <summary>
    /// Counters, allowances and the queue of ends follow from the holds and are not stored twice. Of many, the next batch is made on
    /// another thread while this one is taken in.
    /// </summary>
    private static void ReadHolds(ref SnapshotReader from, byte[] snapshot, StockState stock)
    {
        const int Batch = 1_000, Many = 16_000;
        var left = from.Count();
        stock.Holds.Reserve(left);
        Task<HoldBatch>? ahead = null;
        while (left > 0)
        {
            var batch = ahead is null ? HoldBatch.Read(snapshot, from.At, Math.Min(left, Batch)) : ahead.GetAwaiter().GetResult();
            (left, from.At) = (left - batch.Holds.Length, batch.End);
            var at = from.At;
            ahead = left > Many ? Task.Run(() => HoldBatch.Read(snapshot, at, Batch)) : null;
            foreach (var (id, hold) in batch.Holds)
            {
                stock.Holds.Add(id, hold);
                if (hold.Standing == HoldStanding.Open) stock.Held += hold.Quantity;
                if (hold.Standing == HoldStanding.Committed) stock.Sold += hold.Quantity;
            }
        }
    }

    private static void WriteRefused(ref SnapshotWriter to, (long At, string HoldId) refused, RefusedHold hold)
    {
        to.Write(refused.At);
        to.Write(refused.HoldId);
        to.Write(hold.CustomerId);
        to.Write(hold.Quantity);
        to.Write((int)hold.Reason);
    }

    private static void ReadRefused(ref SnapshotReader from, StockState stock)
    {
        var (at, id) = (from.Long(), from.Text());
        stock.RefusedInTurn.Enqueue((at, id));
        stock.RefusedHolds.Add(id, new(from.Text(), from.Int(), (Reason)from.Int()));
    }
}
