using System.Numerics;
using System.Runtime.InteropServices;
using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>
/// Entries as bytes, one after the other, little-endian, strings as UTF-8 with their length. The layout is stored for ever:
/// fields are only added behind a new <see cref="StockEntryKind"/>.
/// </summary>
internal static class StockEntryCodec
{
    public static void Write(BinaryWriter to, in StockEntry entry)
    {
        to.Write((byte)entry.Kind);
        to.Write(entry.Sequence);
        to.Write(entry.At.UtcTicks);
        to.Write(entry.HoldId);
        to.Write(entry.CustomerId);
        to.Write(entry.Quantity);
        to.Write(entry.Until?.UtcTicks ?? 0);
        to.Write((int)entry.Reason);
        to.Write(entry.Detail ?? "");
    }

    public static IEnumerable<StockEntry> Read(byte[] segment)
    {
        using var from = new BinaryReader(new MemoryStream(segment));
        while (from.BaseStream.Position < segment.Length) yield return ReadOne(from);
    }

    /// <summary>CRC-32C (Castagnoli) of the bytes.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }

    private static StockEntry ReadOne(BinaryReader from)
    {
        var kind = (StockEntryKind)from.ReadByte();
        var sequence = from.ReadInt64();
        var at = new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero);
        var hold = from.ReadString();
        var customer = from.ReadString();
        var quantity = from.ReadInt32();
        var until = from.ReadInt64();
        var reason = (Reason)from.ReadInt32();
        var detail = from.ReadString();
        return new(sequence, kind, at, hold, customer, quantity,
            until == 0 ? null : new DateTimeOffset(until, TimeSpan.Zero), reason, detail.Length == 0 ? null : detail);
    }
}
