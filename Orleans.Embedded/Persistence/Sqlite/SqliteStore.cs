using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace Orleans.Persistence.Sqlite;

/// <summary>The storage of a host: open from its start to its stop.</summary>
internal sealed class SqliteStore(IOptions<EmbeddedOptions> options) : ILifecycleParticipant<Runtime.ISiloLifecycle>, IDisposable
{
    private readonly ConcurrentBag<Reader> _readers = [];
    private SqliteFile? _file;
    private GroupWriter? _writer;

    public GroupWriter Writer => _writer ?? throw new InvalidOperationException("The storage is not open.");

    public void Participate(Runtime.ISiloLifecycle lifecycle) => lifecycle.Subscribe<SqliteStore>(
        ServiceLifecycleStage.RuntimeStorageServices,
        _ =>
        {
            Open();
            return Task.CompletedTask;
        },
        _ =>
        {
            Dispose();
            return Task.CompletedTask;
        });

    public void Open()
    {
        _file = SqliteFile.Open(options.Value.Folder);
        _writer = new(_file);
    }

    public (long? Etag, byte[]? Data) Read(byte[] grain, byte[] name) => Using<(long?, byte[]?)>(reader =>
    {
        var statement = reader.State.Bind(1, grain).Bind(2, name);
        if (!statement.Step()) return (null, null);

        var found = (statement.Number(0), statement.Bytes(1).ToArray());
        statement.Reset();
        return found;
    });

    /// <summary>Runs a query that is not worth preparing once for all.</summary>
    public List<T> Query<T>(string sql, Action<Statement> bind, Func<Statement, T> read) => Using(reader =>
    {
        var rows = new List<T>();
        using var statement = new Statement(reader.Connection, sql);
        bind(statement);
        while (statement.Step()) rows.Add(read(statement));
        return rows;
    });

    public void Dispose()
    {
        _writer?.Dispose();
        while (_readers.TryTake(out var reader)) reader.Dispose();
        _file?.Dispose();
    }

    private T Using<T>(Func<Reader, T> read)
    {
        var reader = _readers.TryTake(out var free)
            ? free
            : new Reader((_file ?? throw new InvalidOperationException("The storage is not open.")).Connect());
        try
        {
            return read(reader);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    /// <summary>A connection that only reads. There are as many as reads have ever run at the same time.</summary>
    private sealed class Reader(SqliteConnection connection) : IDisposable
    {
        public SqliteConnection Connection { get; } = connection;

        public Statement State { get; } = new(connection, "SELECT etag, data FROM state WHERE grain = ?1 AND name = ?2");

        public void Dispose()
        {
            State.Dispose();
            Connection.Dispose();
        }
    }
}
