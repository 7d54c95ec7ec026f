using System.Data;
using Npgsql;

namespace Commerce.Silo.Stock;

/// <summary>The journal in PostgreSQL, only read.</summary>
internal sealed class PostgresJournalReader(NpgsqlConnection connection) : IJournalReader
{
    private byte[] _bytes = new byte[64 << 10];

    public IReadOnlyList<(string Key, long Last)> Heads()
    {
        var heads = new List<(string, long)>();
        using var command = new NpgsqlCommand("SELECT key, last_seq FROM stock_heads ORDER BY key", connection);
        using var row = command.ExecuteReader();
        while (row.Read()) heads.Add((row.GetString(0), row.GetInt64(1)));
        return heads;
    }

    public long LastBlock()
    {
        using var command = new NpgsqlCommand("SELECT coalesce(max(id), 0) FROM stock_blocks", connection);
        return (long)command.ExecuteScalar()!;
    }

    public void AtOneInstant(Action look)
    {
        using var instant = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        look();
    }

    public StoredHead? Head(string key)
    {
        using var command = new NpgsqlCommand(
            "SELECT epoch, last_seq, coalesce(seq, 0), state, crc FROM stock_heads LEFT JOIN stock_snapshots USING (key) WHERE key = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        using var row = command.ExecuteReader();
        return !row.Read() ? null : new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2),
            row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3), row.IsDBNull(4) ? null : (uint)row.GetInt64(4));
    }

    public void Segments(string key, long after, SegmentLook look, int most = int.MaxValue)
    {
        using var command = new NpgsqlCommand("""
            SELECT s.first_seq, s.last_seq, s.epoch, s.crc,
                CASE WHEN s.start >= 0 AND s.length >= 0 THEN substr(b.data, s.start + 1, s.length) ELSE '' END
            FROM stock_segments s JOIN stock_blocks b ON b.id = s.block
            WHERE s.key = $1 AND s.last_seq > $2 AND s.first_seq >= (
                SELECT coalesce(max(first_seq), 0) FROM stock_segments WHERE key = $1 AND first_seq <= $2)
            ORDER BY s.first_seq LIMIT $3
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var segment = new StoredSegment(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), (uint)row.GetInt64(3));
            if (!look(segment, Bytes(row, 4))) break;
        }
    }

    public void Blocks(BlockLook look)
    {
        using var command = new NpgsqlCommand("SELECT id, entries, crc, data FROM stock_blocks ORDER BY id", connection);
        using var row = command.ExecuteReader();
        while (row.Read()) look(new(row.GetInt64(0), row.GetInt32(1), (uint)row.GetInt64(2)), Bytes(row, 3));
    }

    public void Dispose() => connection.Dispose();

    private ReadOnlySpan<byte> Bytes(NpgsqlDataReader row, int column)
    {
        var length = (int)row.GetBytes(column, 0, null, 0, 0);
        if (length > _bytes.Length) _bytes = new byte[Math.Max(length, 2 * _bytes.Length)];
        return _bytes.AsSpan(0, (int)row.GetBytes(column, 0, _bytes, 0, length));
    }
}
