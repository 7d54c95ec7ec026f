using System.Buffers.Binary;
using System.Text;

namespace Commerce.Stock;

/// <summary>
/// Writes a snapshot's values one after the other, little-endian, texts as UTF-8 behind their length (seven bits a byte).
/// Over no bytes it only measures.
/// </summary>
internal ref struct SnapshotWriter(byte[]? bytes)
{
    private readonly byte[]? _bytes = bytes;

    public int Length { get; private set; }

    public void Write(byte value)
    {
        if (_bytes is not null) _bytes[Length] = value;
        Length++;
    }

    public void Write(bool value) => Write(value ? (byte)1 : (byte)0);

    public void Write(int value)
    {
        if (_bytes is not null) BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(Length), value);
        Length += sizeof(int);
    }

    public void Write(long value)
    {
        if (_bytes is not null) BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(Length), value);
        Length += sizeof(long);
    }

    public void Write(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        for (var rest = (uint)length; ; rest >>= 7)
        {
            Write((byte)(rest < 0x80 ? rest : rest | 0x80));
            if (rest < 0x80) break;
        }

        if (_bytes is not null) Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
        Length += length;
    }
}

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote.</summary>
/// <remarks>Throws <see cref="InvalidDataException"/> when the bytes end too soon.</remarks>
internal ref struct SnapshotReader(ReadOnlySpan<byte> bytes)
{
    private const int MostPrefix = 5;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The next byte.</summary>
    public int At { get; set; }

    public byte Byte() => Take(1)[0];

    public bool Bool() => Byte() != 0;

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>How many values follow, each of them at least a byte.</summary>
    public int Count() => Int() is var count && count >= 0 && count <= _bytes.Length - At ? count : throw Damaged();

    public string Text()
    {
        var length = 0;
        for (var i = 0; ; i++)
        {
            var next = i < MostPrefix ? Byte() : throw Damaged();
            length |= (next & 0x7F) << (7 * i);
            if (next < 0x80) break;
        }

        return Encoding.UTF8.GetString(Take(length));
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > _bytes.Length - At) throw Damaged();
        var taken = _bytes.Slice(At, length);
        At += length;
        return taken;
    }

    private static InvalidDataException Damaged() => new("The bytes are no stock snapshot");
}

/// <summary>Holds as they lie in a snapshot, and the byte after them.</summary>
internal sealed record HoldBatch(KeyValuePair<string, StockHold>[] Holds, int End)
{
    public static HoldBatch Read(byte[] snapshot, int at, int count)
    {
        var from = new SnapshotReader(snapshot) { At = at };
        var holds = new KeyValuePair<string, StockHold>[count];
        for (var i = 0; i < count; i++)
        {
            holds[i] = new(from.Text(), new(
                from.Text(), from.Int(), from.Int(), from.Long(), from.Long(), (HoldStanding)from.Byte(), from.Bool()));
        }

        return new(holds, from.At);
    }
}
