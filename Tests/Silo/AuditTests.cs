using System.Data.Common;
using System.Globalization;
using Commerce.Orders;
using Commerce.Silo.Audit;
using Commerce.Silo.Hosting;
using Commerce.Silo.ReadModel;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Commerce.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Commerce.Tests.Silo;

/// <summary>The audit finds nothing in a sound shop, and each thing that is put wrong on purpose.</summary>
public abstract class AuditTests(PostgresServer? server) : IAsyncLifetime, IDisposable
{
    private const string Key = "kagetsudo/P1";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private readonly string _path = Directory.CreateTempSubdirectory("audit").FullName;
    private readonly ManualClock _clock = new(Noon);
    private ReadModelFile _file = null!;
    private JournalPlace _place = null!;
    private string? _postgres;
    private GroupCommit _journal = null!;
    private StockKeeper _stock = null!;

    /// <summary>Ten units: hanako bought two, taro holds one, jiro was refused; everything is ordered and copied.</summary>
    public async Task InitializeAsync()
    {
        _file = await ReadModelFile.OpenAsync(server);
        _postgres = server is null ? null : await server.SchemaAsync();
        _place = new(DataFolder.Beside(_path), _postgres);
        using var store = _place.Store();
        _journal = new(store, NullLogger.Instance);
        _stock = new(Key, _journal, _clock, () => { });
        await FlushAsync(_stock.OpenAsync(default));
        _stock.Take(StockRules.Adjust(_stock.Stock, new("supply", 10, Actor.System), StockDetails.Of(new Actor("花子", "入荷")), _stock.Begin()));
        await FlushAsync(_stock.Settled());
        var terms = new SaleTerms { Version = 1, PerPerson = 2 };
        _stock.Take(StockRules.SetTerms(_stock.Stock, new(terms, Actor.System), StockDetails.Of(terms, new("owner", "limit")), _stock.Begin()));
        await FlushAsync(_stock.Settled());
        Hold("order-1", "hanako", 2);
        _stock.Take(StockRules.Commit(_stock.Stock, new("order-1"), _stock.Begin()));
        await FlushAsync(_stock.Settled());
        await FlushAsync(_stock.SnapshotAsync(state => Task.FromResult(StockSnapshot.Write(state)), default));
        _clock.Advance(TimeSpan.FromMinutes(3));
        Hold("order-2", "taro", 1);
        Hold("order-3", "jiro", 3);
        await FlushAsync(_stock.Settled());
        await _file.RecordAsync(Bought("order-1", 2));
        using var projection = new EntryProjection(_place, _file, NullLogger<EntryProjection>.Instance);
        await projection.CopyAsync(1000, default);
    }

    public async Task DisposeAsync() => await _file.DisposeAsync();

    public void Dispose()
    {
        Directory.Delete(_path, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_sound_shop_has_no_differences()
    {
        var (differences, said) = Audit();

        Assert.Equal((0, true), (differences, said.Contains("No differences.", StringComparison.Ordinal)));
        Assert.Matches(@"kagetsudo/P1 +6 +10 +7 +1 +2 +2 +6 +4  ok", said);
        Assert.Equal(0, Replay().Differences);
    }

    [Fact]
    public void A_supply_changed_in_the_snapshot_is_found_by_audit_and_by_replay()
    {
        var state = new StockState();
        using (var journal = _place.Reader()!)
        {
            foreach (var entry in Entries(journal).Take(4)) StockRules.Apply(state, entry);
        }

        StockRules.Apply(state, new(5, StockEntryKind.Adjusted, Noon, "thief", Quantity: -1));
        var forged = StockSnapshot.Write(state);
        BitConverter.TryWriteBytes(forged.AsSpan(1), 4L);   // the sequence follows the format
        Execute("UPDATE stock_snapshots SET state = @data, crc = @crc", forged, StockEntryCodec.Crc(forged));

        Finds("entry 4: the snapshot says 9 = 7 + 0 + 2");
        Assert.Equal(1, Replay().Differences);
    }

    [Theory]
    [InlineData("DELETE FROM stock_segments WHERE first_seq = 2", "entry 2: entries are missing")]
    [InlineData("UPDATE stock_blocks SET data = (SELECT data FROM stock_blocks WHERE id = 1) WHERE id = 2", "are not what was written")]
    [InlineData("UPDATE stock_heads SET last_seq = 7", "entry 6: the last entry; the head is at 7")]
    [InlineData("UPDATE stock_snapshots SET state = (SELECT data FROM stock_blocks WHERE id = 1)", "entry 4: the snapshot cannot be read")]
    [InlineData("UPDATE stock_segments SET epoch = 9 WHERE first_seq = 1", "after epoch 9")]
    public void Damage_in_the_journal_is_found(string mischief, string found)
    {
        Execute(mischief);
        Finds(found);
    }

    [Fact]
    public async Task An_order_without_its_units_is_found()
    {
        await _file.RecordAsync(Bought("order-4", 1));
        Finds($"order {Bought("order-4", 1).Number} is Paid with 1 units: no hold was sold to it");
    }

    [Fact]
    public async Task Units_that_were_sold_to_no_order_are_found()
    {
        await _file.RecordAsync(Bought("order-1", 2) with { Status = OrderStatus.Cancelled, Version = 2 });
        Finds("2 sold by hold order-1: order");
    }

    [Fact]
    public async Task An_order_that_has_changed_just_now_is_in_flight()
    {
        await _file.RecordAsync(Bought("order-4", 1));

        var (differences, said) = Audit(Noon.AddMinutes(1));

        Assert.Equal(0, differences);
        Assert.Contains("in flight: kagetsudo/P1: order", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_of_a_stock_that_never_was_is_found()
    {
        await _file.RecordAsync(Bought("order-4", 1, "P9"));
        Finds("kagetsudo/P9: orders have 1 units, the journal has no such stock");
    }

    [Theory]
    [InlineData("UPDATE stock_entries SET quantity = 9 WHERE sequence = 3", "entry 3: its copy is")]
    [InlineData("DELETE FROM stock_entries WHERE sequence = 3", "entry 3: its copy is missing")]
    [InlineData("UPDATE stock_entries SET sequence = 7 WHERE sequence = 6", "entry 7: 1 copied rows have no entry")]
    public async Task A_changed_copy_is_found(string mischief, string found)
    {
        await using (var db = _file.CreateDbContext()) await db.Database.ExecuteSqlRawAsync(mischief);
        Finds(found);
    }

    [Fact]
    public void As_of_an_instant_the_shop_knew_this()
    {
        var said = AsOf("12:02:59", null);

        Assert.Contains("kagetsudo/P1 as of 2026-11-22 12:02:59.000 +09:00, after 4 entries", said, StringComparison.Ordinal);
        Assert.Contains("supply 10 = free 8 + held 0 + sold 2; 0 open holds", said, StringComparison.Ordinal);
        Assert.Contains("by owner: limit", said, StringComparison.Ordinal);
    }

    [Fact]
    public void As_of_an_instant_a_customer_was_refused_for_this()
    {
        var said = AsOf("2026-11-22T03:03:00Z", "jiro");

        Assert.Contains("supply 10 = free 7 + held 1 + sold 2; 1 open holds", said, StringComparison.Ordinal);
        Assert.Contains("refused OverPersonCap: 1", said, StringComparison.Ordinal);
        Assert.Contains("jiro: held 0, bought 0", said, StringComparison.Ordinal);
        Assert.Contains("12:03:00.000 +09:00 Refused order-3 × 3 for OverPersonCap: free 7, taken 0, cap 2 per person", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-22T12:00:03+09:00")]
    [InlineData("2026-11-22T03:00:03Z")]
    [InlineData("2026-11-22 12:00:03.000")]
    [InlineData("12:00:03")]
    public void An_instant_is_written_in_many_ways(string written) =>
        Assert.Equal(Noon.AddSeconds(3), AuditTime.Parse(written, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"), Noon.AddHours(2)));

    [Fact]
    public void What_is_no_instant_is_named() =>
        Assert.Contains("'noon'", Assert.Throws<StartUpException>(() => AuditTime.Parse("noon", TimeZoneInfo.Utc, Noon)).Message, StringComparison.Ordinal);

    private async Task FlushAsync(Task waiting)
    {
        _journal.Flush();
        await waiting;
    }

    private void Hold(string id, string customer, int units) =>
        _stock.Take(StockRules.Hold(_stock.Stock, new(id, customer, units), _stock.Begin()));

    private static OrderView Bought(string id, int units, string sku = "P1")
    {
        var order = ReadModelFile.Order(id, status: OrderStatus.Paid, captured: 1500);
        return order with { Quote = order.Quote with { Lines = [order.Quote.Lines[0] with { Sku = sku, Quantity = units }] } };
    }

    private void Finds(string what)
    {
        var (differences, said) = Audit();
        Assert.True(differences > 0);
        Assert.Contains(what, said, StringComparison.Ordinal);
    }

    private (int Differences, string Said) Audit(DateTimeOffset? now = null)
    {
        using var journal = _place.Reader()!;
        using var db = _file.CreateDbContext();
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        return (new AuditRun(journal, db, said, now ?? Noon.AddHours(1)).Run(), said.ToString());
    }

    private (int Differences, string Said) Replay()
    {
        using var journal = _place.Reader()!;
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        return (new ReplayRun(journal, said).Run(), said.ToString());
    }

    private string AsOf(string time, string? customer)
    {
        using var journal = _place.Reader()!;
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        new AsOf(journal, Key, AuditTime.Parse(time, zone, Noon), zone).Print(said, customer);
        return said.ToString();
    }

    private static List<StockEntry> Entries(IJournalReader journal)
    {
        var entries = new List<StockEntry>();
        journal.Segments(Key, 0, (in segment, bytes) =>
        {
            for (var at = 0; at < bytes.Length;) entries.Add(StockEntryCodec.Read(bytes, ref at));
            return true;
        });
        return entries;
    }

    private void Execute(string sql, byte[]? data = null, long crc = 0)
    {
        using DbConnection connection = _postgres is null
            ? new SqliteConnection($"Data Source={Path.Combine(_path, "journal.db")};Pooling=False")
            : new NpgsqlConnection($"{_postgres};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (data is not null)
        {
            Add(command, "@data", data);
            Add(command, "@crc", crc);
        }

        command.ExecuteNonQuery();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}

public sealed class SqliteAuditTests() : AuditTests(null);

[Collection(PostgresTests.Name)]
public sealed class PostgresAuditTests(PostgresServer server) : AuditTests(server);
