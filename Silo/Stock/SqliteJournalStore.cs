using Commerce.Stock;
using Microsoft.Data.Sqlite;

namespace Commerce.Silo.Stock;

/// <summary>The journal in one SQLite file: WAL, <c>synchronous=FULL</c>, so that a commit has reached the disk when it returns.</summary>
internal sealed class SqliteJournalStore : IJournalStore
{
    private readonly SqliteJournalFile _file;
    private readonly SqliteConnection _writer;
    private readonly SqliteStatement _begin, _commit, _rollback, _advance, _block, _segment, _raise, _snapshot, _head;
    private readonly JournalBlock _bytes = new();

    /// <exception cref="SqliteException">The file cannot be opened or written.</exception>
    public SqliteJournalStore(string path)
    {
        _file = new(path);
        _writer = _file.Create();
        _begin = new(_writer, "BEGIN IMMEDIATE");
        _commit = new(_writer, "COMMIT");
        _rollback = new(_writer, "ROLLBACK");
        _advance = new(_writer, "UPDATE stock_heads SET last_seq = ?4 WHERE key = ?1 AND epoch = ?2 AND last_seq = ?3 - 1");
        _block = new(_writer, "INSERT INTO stock_blocks (entries, crc, data) VALUES (?, ?, ?) RETURNING id");
        _segment = new(_writer, "INSERT INTO stock_segments VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        _raise = new(_writer, """
            INSERT INTO stock_heads (key, epoch, last_seq) VALUES (?, 1, 0) ON CONFLICT (key) DO UPDATE SET epoch = epoch + 1 RETURNING epoch
            """);
        _snapshot = new(_writer, """
            INSERT INTO stock_snapshots (key, seq, crc, state)
            SELECT ?1, ?3, ?5, ?4 FROM stock_heads WHERE key = ?1 AND epoch = ?2 AND last_seq >= ?3
            ON CONFLICT (key) DO UPDATE SET seq = excluded.seq, crc = excluded.crc, state = excluded.state WHERE excluded.seq > seq
            """);
        _head = new(_writer, "SELECT epoch, last_seq FROM stock_heads WHERE key = ?");
    }

    public void Store(JournalBatch flush)
    {
        _begin.Run();
        try
        {
            Write(flush);
            _commit.Run();
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    public OpenedLog Read(string key, long epoch)
    {
        try
        {
            using var reader = _file.Reader();
            return LogTail.Open(reader, key, epoch);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw new InvalidDataException($"The stock journal of {key} cannot be read: {damaged.Message}", damaged);
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _rollback, _advance, _block, _segment, _raise, _snapshot, _head }) statement.Dispose();
        _writer.Dispose();
    }

    private void Write(JournalBatch flush)
    {
        _bytes.Clear();
        foreach (var segment in flush.Segments)
        {
            segment.Accepted =
                _advance.Bind(1, segment.Key).Bind(2, segment.Epoch).Bind(3, segment.First).Bind(4, segment.Last).Run() == 1;
            if (segment.Accepted) _bytes.Add(segment);
        }

        if (_bytes.Entries > 0) WriteBlock();
        foreach (var taken in flush.Snapshots)
        {
            _snapshot.Bind(1, taken.Key).Bind(2, taken.Epoch).Bind(3, taken.Sequence)
                .Bind(4, taken.State).Bind(5, StockEntryCodec.Crc(taken.State)).Run();
        }

        foreach (var check in flush.Checks) check.Head = Head(check.Key);
        foreach (var opening in flush.Openings) opening.Epoch = One(_raise.Bind(1, opening.Key));
    }

    private void WriteBlock()
    {
        var block = One(_block.Bind(1, _bytes.Entries).Bind(2, _bytes.Crc).Bind(3, _bytes.Bytes));
        foreach (var (segment, start, length, crc) in _bytes.Parts)
        {
            _segment.Bind(1, segment.Key).Bind(2, segment.First).Bind(3, segment.Last).Bind(4, segment.Epoch)
                .Bind(5, block).Bind(6, start).Bind(7, length).Bind(8, crc).Run();
        }
    }

    private (long Epoch, long Last) Head(string key)
    {
        if (!_head.Bind(1, key).Step()) return default;
        var head = (_head.Number(0), _head.Number(1));
        _head.Reset();
        return head;
    }

    /// <summary>The one number of a statement's one row.</summary>
    private static long One(SqliteStatement statement)
    {
        statement.Step();
        var number = statement.Number(0);
        while (statement.Step()) { }
        return number;
    }

    private void Rollback()
    {
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself after some failures, a full disk among them; then there is nothing to roll back.
        }
    }
}
