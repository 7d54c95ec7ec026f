using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>
/// Entries as bytes, one after the other, little-endian, strings as UTF-8 behind their length (seven bits a byte). The layout is stored
/// for ever (docs/stock.md): what is new goes into Detail or behind a new <see cref="StockEntryKind"/>.
/// </summary>
internal static class StockEntryCodec
{
    private const int Fixed = 1 + 8 + 8 + 4 + 8 + 4;
    private const int LongestPrefix = 5;

    /// <summary>No entry needs more bytes than this.</summary>
    public static int Most(in StockEntry entry) =>
        Fixed + 3 * LongestPrefix + 3 * (entry.HoldId.Length + entry.CustomerId.Length + (entry.Detail?.Length ?? 0));

    /// <summary>Writes to the front of <paramref name="to"/> and answers how many bytes that took.</summary>
    public static int Write(Span<byte> to, in StockEntry entry)
    {
        var at = 0;
        to[at++] = (byte)entry.Kind;
        Long(to, ref at, entry.Sequence);
        Long(to, ref at, entry.At.UtcTicks);
        Text(to, ref at, entry.HoldId);
        Text(to, ref at, entry.CustomerId);
        Int(to, ref at, entry.Quantity);
        Long(to, ref at, entry.Until?.UtcTicks ?? 0);
        Int(to, ref at, (int)entry.Reason);
        Text(to, ref at, entry.Detail ?? "");
        return at;
    }

    /// <summary>Reads the entry at <paramref name="at"/> and moves on behind it.</summary>
    /// <exception cref="InvalidDataException">The bytes end within the entry.</exception>
    public static StockEntry Read(ReadOnlySpan<byte> from, ref int at)
    {
        try
        {
            var kind = (StockEntryKind)from[at++];
            var sequence = Long(from, ref at);
            var decided = new DateTimeOffset(Long(from, ref at), TimeSpan.Zero);
            var hold = Text(from, ref at);
            var customer = Text(from, ref at);
            var quantity = Int(from, ref at);
            var until = Long(from, ref at);
            var reason = (Reason)Int(from, ref at);
            var detail = Text(from, ref at);
            return new(sequence, kind, decided, hold, customer, quantity,
                until == 0 ? null : new DateTimeOffset(until, TimeSpan.Zero), reason, detail.Length == 0 ? null : detail);
        }
        catch (Exception wrong) when (wrong is ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The bytes are no stock entries", wrong);
        }
    }

    /// <summary>Moves on behind the entry at <paramref name="at"/> and answers its sequence.</summary>
    /// <exception cref="InvalidDataException">The bytes end within the entry.</exception>
    public static long Skip(ReadOnlySpan<byte> from, ref int at)
    {
        try
        {
            at++;
            var sequence = Long(from, ref at);
            at += sizeof(long);
            SkipText(from, ref at);
            SkipText(from, ref at);
            at += sizeof(int) + sizeof(long) + sizeof(int);
            SkipText(from, ref at);
            return at <= from.Length ? sequence : throw new InvalidDataException("The bytes end within a stock entry");
        }
        catch (Exception wrong) when (wrong is ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The bytes are no stock entries", wrong);
        }
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

    private static void Long(Span<byte> to, ref int at, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to[at..], value);
        at += sizeof(long);
    }

    private static void Int(Span<byte> to, ref int at, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to[at..], value);
        at += sizeof(int);
    }

    private static void Text(Span<byte> to, ref int at, string value)
    {
        // Ids are short and ASCII: one pass, behind a length of one byte.
        if (value.Length < 0x80 && Ascii.FromUtf16(value, to[(at + 1)..], out var written) == OperationStatus.Done)
        {
            to[at] = (byte)written;
            at += 1 + written;
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        for (var rest = (uint)length; ; rest >>= 7)
        {
            to[at++] = (byte)(rest < 0x80 ? rest : rest | 0x80);
            if (rest < 0x80) break;
        }

        at += Encoding.UTF8.GetBytes(value, to[at..]);
    }

    private static long Long(ReadOnlySpan<byte> from, ref int at)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(from[at..]);
        at += sizeof(long);
        return value;
    }

    private static int Int(ReadOnlySpan<byte> from, ref int at)
    {
        var value = BinaryPrimitives.ReadInt32LittleEndian(from[at..]);
        at += sizeof(int);
        return value;
    }

    private static int Length(ReadOnlySpan<byte> from, ref int at)
    {
        var length = 0;
        for (var shift = 0; shift < 7 * LongestPrefix; shift += 7)
        {
            var next = from[at++];
            length |= (next & 0x7F) << shift;
            if (next < 0x80) break;
        }

        return length;
    }

    private static void SkipText(ReadOnlySpan<byte> from, ref int at)
    {
        var length = Length(from, ref at);
        at += length;
    }

    private static string Text(ReadOnlySpan<byte> from, ref int at)
    {
        var length = Length(from, ref at);
        var text = Encoding.UTF8.GetString(from.Slice(at, length));
        at += length;
        return text;
    }
}
