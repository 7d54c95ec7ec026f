using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Commerce.Silo.Stock;

/// <summary>
/// Parts of the blobs of one column. Only the pages that a part lies on are read: a block of a thousand SKUs is large, and what one of them
/// has in it is small.
/// </summary>
internal sealed class SqliteBlob(SqliteConnection connection, string table, string column) : IDisposable
{
    private sqlite3_blob? _blob;
    private long _row;
    private byte[] _bytes = new byte[64 << 10];

    /// <summary>Valid until the next part is read. Empty: the row has no such bytes.</summary>
    public ReadOnlySpan<byte> Read(long row, int start, int length)
    {
        if (!Open(row) || start < 0 || length < 0 || start > raw.sqlite3_blob_bytes(_blob) - length) return [];
        if (length > _bytes.Length) _bytes = new byte[Math.Max(length, 2 * _bytes.Length)];
        var part = _bytes.AsSpan(0, length);
        var result = raw.sqlite3_blob_read(_blob, part, start);
        return result == raw.SQLITE_OK ? part : throw Failure(result);
    }

    /// <summary>All of it, read to where it stays. Empty: the row has no bytes.</summary>
    public byte[] Read(long row)
    {
        if (!Open(row)) return [];
        var bytes = GC.AllocateUninitializedArray<byte>(raw.sqlite3_blob_bytes(_blob));
        var result = raw.sqlite3_blob_read(_blob, bytes, 0);
        return result == raw.SQLITE_OK ? bytes : throw Failure(result);
    }

    public void Dispose() => _blob?.Dispose();

    private bool Open(long row)
    {
        if (_blob is not null && row == _row) return true;
        var result = _blob is null
            ? raw.sqlite3_blob_open(connection.Handle, "main", table, column, row, 0, out _blob)
            : raw.sqlite3_blob_reopen(_blob, row);
        _row = row;
        if (result == raw.SQLITE_OK) return true;

        // No such row, or no blob in it; the handle is of no use any more.
        _blob?.Dispose();
        _blob = null;
        return result == raw.SQLITE_ERROR ? false : throw Failure(result);
    }

    private SqliteException Failure(int result) => new(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result & 0xFF, result);
}
