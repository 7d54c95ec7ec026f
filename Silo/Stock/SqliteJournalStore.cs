using Commerce.Stock;
using Microsoft.Data.Sqlite;

namespace Commerce.Silo.Stock;

/// <summary>The journal in one SQLite file: WAL, <c>synchronous=FULL</c>, so that a commit has reached the disk when it returns.</summary>
internal sealed class SqliteJournalStore : IJournalStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS stock_heads (
            key TEXT PRIMARY KEY, epoch INTEGER NOT NULL, last_seq INTEGER NOT NULL,
            snapshot_seq INTEGER NOT NULL DEFAULT 0, snapshot BLOB) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS stock_blocks (
            id INTEGER PRIMARY KEY, entries INTEGER NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS stock_segments (
            key TEXT NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, epoch INTEGER NOT NULL,
            block INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL, crc INTEGER NOT NULL,
            PRIMARY KEY (key, first_seq)) WITHOUT ROWID;
        """;

    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly SqliteCommand _advance, _block, _segment, _raise, _snapshot;
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _to;
    private SqliteTransaction? _transaction;

    /// <exception cref="SqliteException">The file cannot be opened or written.</exception>
    public SqliteJournalStore(string file)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        _to = new(_bytes);
        _writer = Connect();
        Execute(_writer, Schema);
        _advance = Command("""
            UPDATE stock_heads SET last_seq = $last WHERE key = $key AND epoch = $epoch AND last_seq = $first - 1
            """, "$key", "$epoch", "$first", "$last");
        _block = Command("INSERT INTO stock_blocks (entries, crc, data) VALUES ($entries, $crc, $data) RETURNING id",
            "$entries", "$crc", "$data");
        _segment = Command("INSERT INTO stock_segments VALUES ($key, $first, $last, $epoch, $block, $start, $length, $crc)",
            "$key", "$first", "$last", "$epoch", "$block", "$start", "$length", "$crc");
        _raise = Command("""
            INSERT INTO stock_heads (key, epoch, last_seq) VALUES ($key, 1, 0)
            ON CONFLICT (key) DO UPDATE SET epoch = epoch + 1 RETURNING epoch
            """, "$key");
        _snapshot = Command("""
            UPDATE stock_heads SET snapshot = $state, snapshot_seq = $seq
            WHERE key = $key AND epoch = $epoch AND last_seq >= $seq AND snapshot_seq < $seq
            """, "$key", "$epoch", "$seq", "$state");
    }

    public void Transact(Action work)
    {
        using var transaction = _writer.BeginTransaction(deferred: false);
        _transaction = transaction;
        work();
        transaction.Commit();
    }

    public bool Advance(JournalSegment segment) =>
        Run(_advance, segment.Key, segment.Epoch, segment.First, segment.Last).ExecuteNonQuery() == 1;

    public void WriteBlock(ReadOnlySpan<JournalSegment> segments)
    {
        _bytes.SetLength(0);
        var entries = 0;
        var ends = new int[segments.Length];
        for (var i = 0; i < segments.Length; i++)
        {
            foreach (var entry in segments[i].Entries) StockEntryCodec.Write(_to, entry);
            entries += segments[i].Entries.Count;
            ends[i] = (int)_bytes.Length;
        }

        var data = _bytes.ToArray();
        var block = (long)Run(_block, entries, StockEntryCodec.Crc(data), data).ExecuteScalar()!;
        for (var i = 0; i < segments.Length; i++)
        {
            var start = i == 0 ? 0 : ends[i - 1];
            var crc = StockEntryCodec.Crc(data.AsSpan(start..ends[i]));
            Run(_segment, segments[i].Key, segments[i].First, segments[i].Last, segments[i].Epoch, block, start, ends[i] - start, crc)
                .ExecuteNonQuery();
        }
    }

    public long RaiseEpoch(string key) => (long)Run(_raise, key).ExecuteScalar()!;

    public void WriteSnapshot(string key, long epoch, long sequence, byte[] state) =>
        Run(_snapshot, key, epoch, sequence, state).ExecuteNonQuery();

    public OpenedLog Read(string key, long epoch)
    {
        using var connection = Connect();
        using var read = connection.BeginTransaction(deferred: true);
        var (snapshot, sequence) = ReadSnapshot(connection, key);
        return new(epoch, snapshot, sequence, [.. ReadTail(connection, key, sequence)]);
    }

    public void Dispose()
    {
        foreach (var command in new[] { _advance, _block, _segment, _raise, _snapshot }) command.Dispose();
        _writer.Dispose();
        _to.Dispose();
    }

    private static (byte[]? State, long Sequence) ReadSnapshot(SqliteConnection connection, string key)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT snapshot, snapshot_seq FROM stock_heads WHERE key = $key";
        command.Parameters.AddWithValue("$key", key);
        using var row = command.ExecuteReader();
        return row.Read() && !row.IsDBNull(0) ? (row.GetFieldValue<byte[]>(0), row.GetInt64(1)) : (null, 0);
    }

    private static IEnumerable<StockEntry> ReadTail(SqliteConnection connection, string key, long after)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT s.first_seq, s.crc, substr(b.data, s.start + 1, s.length)
            FROM stock_segments s JOIN stock_blocks b ON b.id = s.block
            WHERE s.key = $key AND s.last_seq > $after ORDER BY s.first_seq
            """;
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$after", after);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var segment = row.GetFieldValue<byte[]>(2);
            if (StockEntryCodec.Crc(segment) != (uint)row.GetInt64(1))
            {
                throw new InvalidDataException($"The stock journal of {key} is damaged at entry {row.GetInt64(0)}");
            }

            foreach (var entry in StockEntryCodec.Read(segment))
            {
                if (entry.Sequence > after) yield return entry;
            }
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;");
        return connection;
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _writer.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private SqliteCommand Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
