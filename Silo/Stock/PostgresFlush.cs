using Npgsql;

namespace Commerce.Silo.Stock;

/// <summary>One flush as one batch of statements: sent together, committed together, by the server's implicit transaction.</summary>
internal sealed class PostgresFlush
{
    /// <summary>
    /// Moves the heads whose epoch and sequence fit, and stores the block and the segments of those only. The bytes of a segment that was
    /// refused may lie in the block too: no row points at them.
    /// </summary>
    private const string Write = """
        WITH asked AS MATERIALIZED (
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::integer[], $6::integer[], $7::bigint[])
                AS a (key, epoch, first_seq, last_seq, start, length, crc)),
        moved AS (
            UPDATE stock_heads h SET last_seq = a.last_seq FROM asked a
            WHERE h.key = a.key AND h.epoch = a.epoch AND h.last_seq = a.first_seq - 1 RETURNING h.key),
        block AS (
            INSERT INTO stock_blocks (entries, crc, data) SELECT $8, $9, $10 WHERE EXISTS (SELECT FROM moved) RETURNING id),
        parts AS (
            INSERT INTO stock_segments
            SELECT a.key, a.first_seq, a.last_seq, a.epoch, block.id, a.start, a.length, a.crc
            FROM asked a JOIN moved ON moved.key = a.key CROSS JOIN block)
        SELECT key FROM moved
        """;

    private const string Snapshot = """
        INSERT INTO stock_snapshots AS s (key, seq, crc, state)
        SELECT $1, $3, $5, $4 FROM stock_heads WHERE key = $1 AND epoch = $2 AND last_seq >= $3
        ON CONFLICT (key) DO UPDATE SET seq = excluded.seq, crc = excluded.crc, state = excluded.state WHERE excluded.seq > s.seq
        """;

    private const string Head = "SELECT epoch, last_seq FROM stock_heads WHERE key = $1";

    private const string Raise = """
        INSERT INTO stock_heads AS h (key, epoch, last_seq) VALUES ($1, 1, 0) ON CONFLICT (key) DO UPDATE SET epoch = h.epoch + 1 RETURNING epoch
        """;

    private readonly JournalBlock _block = new();
    private readonly List<string> _keys = [];
    private readonly List<long> _epochs = [], _firsts = [], _lasts = [], _crcs = [];
    private readonly List<int> _starts = [], _lengths = [];
    private readonly HashSet<string> _moved = [];

    public void Store(NpgsqlConnection connection, JournalBatch flush)
    {
        using var batch = new NpgsqlBatch(connection);
        if (!flush.Segments.IsEmpty) batch.BatchCommands.Add(Segments(flush));
        foreach (var taken in flush.Snapshots)
        {
            batch.BatchCommands.Add(Command(
                Snapshot, One(taken.Key), One(taken.Epoch), One(taken.Sequence), One(taken.State), One<long>(StockEntryCodec.Crc(taken.State))));
        }

        foreach (var check in flush.Checks) batch.BatchCommands.Add(Command(Head, One(check.Key)));
        foreach (var opening in flush.Openings) batch.BatchCommands.Add(Command(Raise, One(opening.Key)));
        using var results = batch.ExecuteReader();
        if (!flush.Segments.IsEmpty) ReadMoved(results, flush);
        foreach (var check in flush.Checks) check.Head = ReadRow(results, row => (row.GetInt64(0), row.GetInt64(1)));
        foreach (var opening in flush.Openings) opening.Epoch = ReadRow(results, row => row.GetInt64(0));

        while (results.NextResult()) { }   // an error of any statement is one of the flush
    }

    private NpgsqlBatchCommand Segments(JournalBatch flush)
    {
        _block.Clear();
        _keys.Clear();
        _epochs.Clear();
        _firsts.Clear();
        _lasts.Clear();
        _starts.Clear();
        _lengths.Clear();
        _crcs.Clear();
        foreach (var segment in flush.Segments) _block.Add(segment);
        foreach (var (segment, start, length, crc) in _block.Parts)
        {
            _keys.Add(segment.Key);
            _epochs.Add(segment.Epoch);
            _firsts.Add(segment.First);
            _lasts.Add(segment.Last);
            _starts.Add(start);
            _lengths.Add(length);
            _crcs.Add(crc);
        }

        return Command(Write, One(_keys), One(_epochs), One(_firsts), One(_lasts), One(_starts), One(_lengths), One(_crcs),
            One(_block.Entries), One<long>(_block.Crc), One(_block.Buffer));
    }

    /// <summary>A statement's one row; default where it has none.</summary>
    private static T? ReadRow<T>(NpgsqlDataReader results, Func<NpgsqlDataReader, T> read)
    {
        var row = results.Read() ? read(results) : default;
        results.NextResult();
        return row;
    }

    private void ReadMoved(NpgsqlDataReader results, JournalBatch flush)
    {
        _moved.Clear();
        while (results.Read()) _moved.Add(results.GetString(0));
        foreach (var segment in flush.Segments) segment.Accepted = _moved.Contains(segment.Key);
        results.NextResult();
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<T> One<T>(T value) => new() { TypedValue = value };
}
