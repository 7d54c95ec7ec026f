using Microsoft.Data.Sqlite;

namespace Orleans.Persistence.Sqlite;

/// <summary>The prepared statements of the writer. Used on its thread only.</summary>
internal sealed class StoreTables(SqliteConnection connection, long openings) : IDisposable
{
    private long _lastEtag = openings << 32;

    public SqliteConnection Connection { get; } = connection;

    public Statement Begin { get; } = new(connection, "BEGIN IMMEDIATE");

    public Statement Commit { get; } = new(connection, "COMMIT");

    public Statement Rollback { get; } = new(connection, "ROLLBACK");

    public Statement InsertState { get; } = new(connection, "INSERT INTO state(grain, name, etag, data) VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");

    public Statement UpdateState { get; } = new(connection, "UPDATE state SET etag = ?3, data = ?4 WHERE grain = ?1 AND name = ?2 AND etag = ?5");

    public Statement DeleteState { get; } = new(connection, "DELETE FROM state WHERE grain = ?1 AND name = ?2 AND etag = ?3");

    public Statement SelectEtag { get; } = new(connection, "SELECT etag FROM state WHERE grain = ?1 AND name = ?2");

    public Statement UpsertReminder { get; } = new(connection, """
        INSERT INTO reminder(grain, name, etag, first_tick, period, next_due) VALUES(?1, ?2, ?3, ?4, ?5, ?4)
        ON CONFLICT DO UPDATE SET etag = ?3, first_tick = ?4, period = ?5, next_due = ?4
        """);

    public Statement AdvanceReminder { get; } = new(connection, "UPDATE reminder SET next_due = ?4 WHERE grain = ?1 AND name = ?2 AND etag = ?3");

    public Statement DeleteReminder { get; } = new(connection, "DELETE FROM reminder WHERE grain = ?1 AND name = ?2 AND etag = ?3");

    public Statement SelectReminder { get; } = new(connection, "SELECT etag FROM reminder WHERE grain = ?1 AND name = ?2");

    public long NextEtag() => ++_lastEtag;

    /// <summary>The etag found by a select of one row, or null.</summary>
    public static long? First(Statement select)
    {
        if (!select.Step()) return null;
        var found = select.Number(0);
        select.Reset();
        return found;
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            Begin, Commit, Rollback, InsertState, UpdateState, DeleteState, SelectEtag,
            UpsertReminder, AdvanceReminder, DeleteReminder, SelectReminder,
        })
        {
            statement.Dispose();
        }

        Connection.Dispose();
    }
}
