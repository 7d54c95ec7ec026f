using System.Text;
using Orleans.Reminders;
using Orleans.Runtime;

namespace Orleans.Persistence.Sqlite;

/// <summary>Reminders in the file. What is due is found by an index, however many there are.</summary>
internal sealed class SqliteReminderStore(SqliteStore store) : IReminderStore
{
    private const string Columns = "SELECT grain, name, etag, first_tick, period, next_due FROM reminder ";

    public async Task<ReminderRow> UpsertAsync(GrainId grain, string name, long firstTick, long period)
    {
        var etag = await store.Writer.WriteAsync(new Upsert(grain, name, firstTick, period));
        return new(grain, name, etag, firstTick, period, firstTick);
    }

    public Task AdvanceAsync(ReminderRow row, long nextDue) => store.Writer.WriteAsync(new Advance(row, nextDue));

    public async Task<bool> DeleteAsync(ReminderRow row) => await store.Writer.WriteAsync(new Delete(row)) != 0;

    public ReminderRow? Find(GrainId grain, string name) => store
        .Query(Columns + "WHERE grain = ?1 AND name = ?2", query => query.Bind(1, Utf8(grain.ToString())).Bind(2, Utf8(name)), Row)
        .FirstOrDefault();

    public List<ReminderRow> Of(GrainId grain) => store.Query(Columns + "WHERE grain = ?1", query => query.Bind(1, Utf8(grain.ToString())), Row);

    public List<ReminderRow> DueBetween(long from, long before) =>
        store.Query(Columns + "WHERE next_due >= ?1 AND next_due < ?2", query => query.Bind(1, from).Bind(2, before), Row);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static ReminderRow Row(Statement row) => new(
        GrainId.Parse(Encoding.UTF8.GetString(row.Bytes(0))),
        Encoding.UTF8.GetString(row.Bytes(1)),
        row.Number(2),
        row.Number(3),
        row.Number(4),
        row.Number(5));

    private sealed class Upsert(GrainId grain, string name, long firstTick, long period) : StoreWrite
    {
        public override void Apply(StoreTables tables)
        {
            var etag = tables.NextEtag();
            tables.UpsertReminder.Bind(1, Utf8(grain.ToString())).Bind(2, Utf8(name)).Bind(3, etag).Bind(4, firstTick).Bind(5, period).Run();
            Done(etag);
        }
    }

    private sealed class Advance(ReminderRow row, long nextDue) : StoreWrite
    {
        public override void Apply(StoreTables tables) =>
            tables.AdvanceReminder.Bind(1, Utf8(row.Grain.ToString())).Bind(2, Utf8(row.Name)).Bind(3, row.Etag).Bind(4, nextDue).Run();
    }

    private sealed class Delete(ReminderRow row) : StoreWrite
    {
        public override void Apply(StoreTables tables)
        {
            var (grain, name) = (Utf8(row.Grain.ToString()), Utf8(row.Name));
            var deleted = tables.DeleteReminder.Bind(1, grain).Bind(2, name).Bind(3, row.Etag).Run() == 1
                || StoreTables.First(tables.SelectReminder.Bind(1, grain).Bind(2, name)) is null;
            Done(deleted ? 1 : 0);
        }
    }
}
