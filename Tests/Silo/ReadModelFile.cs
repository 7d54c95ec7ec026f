using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Silo;

/// <summary>
/// A read model of its own, migrated, with its writer running: in a SQLite file, or in a PostgreSQL database that is emptied first.
/// </summary>
internal sealed class ReadModelFile : IDbContextFactory<CommerceDb>, IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("commerce-").FullName;

    private readonly string? _postgres;

    private ReadModelFile(string? postgres)
    {
        _postgres = postgres;
        Book = new(this);
        Queries = new(this);
    }

    public OrderBook Book { get; }

    public OrderQueries Queries { get; }

    public static async Task<ReadModelFile> OpenAsync(PostgresServer? server = null)
    {
        var file = new ReadModelFile(server is null ? null : await server.SharedAsync("read model", MigrateAsync));
        await using (var db = file.CreateDbContext())
        {
            if (server is null) await db.Database.MigrateAsync();
            else await EmptyAsync(db);
        }

        await file.Book.StartAsync(CancellationToken.None);
        return file;
    }

    public CommerceDb CreateDbContext() => _postgres is { } postgres ? Postgres(postgres)
        : new SqliteCommerceDb(new DbContextOptionsBuilder<SqliteCommerceDb>()
            .UseSqlite($"Data Source={Path.Combine(_folder, "readmodel.db")};Pooling=False").Options);

    public Task RecordAsync(OrderView order, string shop = "kagetsudo") => Book.RecordAsync(shop, order, CancellationToken.None);

    public async Task<OrderView> FindAsync(string number, string shop = "kagetsudo") =>
        await Queries.ByNumberAsync(shop, number, CancellationToken.None) ?? throw new InvalidOperationException($"no order {number}");

    public async ValueTask DisposeAsync()
    {
        await Book.StopAsync(CancellationToken.None);
        Leftovers.Delete(_folder);
    }

    private static PostgresCommerceDb Postgres(string connection) =>
        new(new DbContextOptionsBuilder<PostgresCommerceDb>().UseNpgsql(connection).Options);

    private static async Task MigrateAsync(string connection)
    {
        await using var db = Postgres(connection);
        await db.Database.MigrateAsync();
    }

    private static async Task EmptyAsync(CommerceDb db)
    {
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).Where(name => name is not null).Distinct();
#pragma warning disable EF1002 // Names of our own model.
        await db.Database.ExecuteSqlRawAsync($"TRUNCATE {string.Join(", ", tables.Select(name => $"\"{name}\""))}");
#pragma warning restore EF1002
    }

    /// <summary>An order that <paramref name="customer"/> placed so many minutes after noon.</summary>
    public static OrderView Order(
        string id, int version = 1, string customer = "hanako", OrderStatus status = OrderStatus.AwaitingPayment, int minutes = 0,
        int total = 1500, int captured = 0, int refunded = 0, string shop = "kagetsudo")
    {
        var at = Noon.AddMinutes(minutes);
        return new(
            id, OrderIds.Number(shop, id, DateOnly.FromDateTime(at.AddHours(9).Date)), customer, status,
            new(
                1, [new("P1", "T-SHIRT", 1, new(total), new(total), TaxClass.Standard, 10)],
                new(total), Yen.Zero, null, new(total), [], TaxRounding.Down),
            new("山田 花子", "0312345678", "1000001", "東京都", "千代田区", "千代田1-1", ""),
            new(PaymentStanding.Open, null, new(captured), new(refunded), Yen.Zero, null, null, false),
            at, null, null, [new(status, at.AddSeconds(version), Actor.System)], null, version, ImmutableDictionary<string, long>.Empty);
    }
}
