using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Commerce.Silo.Stock;

/// <summary>A prepared statement without the command layer above it: nothing is boxed or copied on the way to SQLite and back.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public SqliteStatement Bind(int index, long number)
    {
        Check(raw.sqlite3_bind_int64(_statement, index, number));
        return this;
    }

    public SqliteStatement Bind(int index, string text)
    {
        Span<byte> small = stackalloc byte[512];
        var bytes = Encoding.UTF8.GetByteCount(text) <= small.Length ? small : new byte[Encoding.UTF8.GetByteCount(text)];
        Check(raw.sqlite3_bind_text(_statement, index, bytes[..Encoding.UTF8.GetBytes(text, bytes)]));
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> data)
    {
        // An empty span would be bound as NULL.
        Check(data.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, index, 0) : raw.sqlite3_bind_blob(_statement, index, data));
        return this;
    }

    /// <summary>Runs it to its end and says how many rows it changed.</summary>
    public int Run()
    {
        var result = raw.sqlite3_step(_statement);
        var changed = raw.sqlite3_changes(_database);
        Done(result);
        return changed;
    }

    /// <summary>Goes to the next row. After the last one it is ready to be bound again.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        Done(result);
        return false;
    }

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <summary>Leaves the rows that were not read.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void Done(int result)
    {
        // The error is fetched first: resetting a failed statement reports the failure once more.
        var failure = result == raw.SQLITE_DONE ? null : Failure(result);
        raw.sqlite3_reset(_statement);
        if (failure is not null) throw failure;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw Failure(result);
    }

    private SqliteException Failure(int result) => new(raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, result);
}
