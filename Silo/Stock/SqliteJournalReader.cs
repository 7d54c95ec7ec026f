using Microsoft.Data.Sqlite;

namespace Commerce.Silo.Stock;

/// <summary>The journal's file, read only.</summary>
internal sealed class SqliteJournalReader(SqliteConnection connection) : IJournalReader
{
    public IReadOnlyList<(string Key, long Last)> Heads()
    {
        var heads = new List<(string, long)>();
        using var rows = new SqliteStatement(connection, "SELECT key, last_seq FROM stock_heads ORDER BY key");
        while (rows.Step()) heads.Add((rows.Text(0), rows.Number(1)));
        return heads;
    }

    public long LastBlock()
    {
        using var row = new SqliteStatement(connection, "SELECT coalesce(max(id), 0) FROM stock_blocks");
        row.Step();
        var last = row.Number(0);
        row.Reset();
        return last;
    }

    public void AtOneInstant(Action look)
    {
        using var instant = connection.BeginTransaction(deferred: true);
        look();
    }

    public StoredHead? Head(string key)
    {
        using var row = new SqliteStatement(
            connection, "SELECT epoch, last_seq, seq, crc, s.rowid FROM stock_heads LEFT JOIN stock_snapshots s USING (key) WHERE key = ?");
        if (!row.Bind(1, key).Step()) return null;
        var taken = !row.IsNull(4);
        var head = new StoredHead(row.Number(0), row.Number(1), row.Number(2), taken ? Snapshot(row.Number(4)) : null, taken ? (uint)row.Number(3) : null);
        row.Reset();
        return head;
    }

    public void Segments(string key, long after, SegmentLook look, int most = int.MaxValue)
    {
        using var rows = new SqliteStatement(connection, """
            SELECT first_seq, last_seq, epoch, crc, block, start, length FROM stock_segments
            WHERE key = ?1 AND first_seq >= (
                SELECT coalesce(max(first_seq), 0) FROM stock_segments WHERE key = ?1 AND first_seq <= ?2)
            ORDER BY first_seq
            """);
        using var block = new SqliteBlob(connection, "stock_blocks", "data");
        rows.Bind(1, key).Bind(2, after);
        while (most > 0 && rows.Step())
        {
            var segment = new StoredSegment(rows.Number(0), rows.Number(1), rows.Number(2), (uint)rows.Number(3));
            if (segment.Last <= after) continue;
            most--;
            // What is not in the block is not what was written: the checksum says so.
            if (!look(segment, block.Read(rows.Number(4), (int)rows.Number(5), (int)rows.Number(6)))) break;
        }

        rows.Reset();
    }

    public void Blocks(BlockLook look)
    {
        using var rows = new SqliteStatement(connection, "SELECT id, entries, crc, data FROM stock_blocks ORDER BY id");
        while (rows.Step()) look(new(rows.Number(0), (int)rows.Number(1), (uint)rows.Number(2)), rows.Bytes(3));
    }

    private byte[] Snapshot(long row)
    {
        using var states = new SqliteBlob(connection, "stock_snapshots", "state");
        return states.Read(row);
    }

    public void Dispose() => connection.Dispose();
}
