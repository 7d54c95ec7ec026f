using Commerce.Silo.ReadModel;
using Commerce.Stock;
using Commerce.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Commerce.Tests.Silo;

/// <summary>Migrations, from nothing and from the first version with rows in it, which are all still there afterwards.</summary>
[Collection(PostgresTests.Name)]
public sealed class UpgradeTests(PostgresServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("upgrade-").FullName;

    public void Dispose() => Leftovers.Delete(_folder);

    [OneProcessFact]
    public async Task The_command_fills_an_empty_PostgreSQL_and_then_finds_nothing_to_do()
    {
        var database = $"--ConnectionStrings:Commerce={await server.DatabaseAsync()}";

        var first = await SiloProcess.RunAsync("migrate", $"--Commerce:DataFolder={_folder}", database);
        var second = await SiloProcess.RunAsync("migrate", $"--Commerce:DataFolder={_folder}", database);

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("the stock journal's tables", first.Output, StringComparison.Ordinal);
        Assert.Equal((0, "Nothing to do: the database is up to date.\n"), (second.ExitCode, second.Output));
    }

    [Fact]
    public async Task An_order_of_the_first_version_is_there_after_the_upgrade_of_PostgreSQL() =>
        await UpgradeAsync(new PostgresCommerceDb(new DbContextOptionsBuilder<PostgresCommerceDb>().UseNpgsql(await server.DatabaseAsync()).Options));

    [Fact]
    public Task An_order_of_the_first_version_is_there_after_the_upgrade_of_a_file() =>
        UpgradeAsync(new SqliteCommerceDb(new DbContextOptionsBuilder<SqliteCommerceDb>()
            .UseSqlite($"Data Source={Path.Combine(_folder, "readmodel.db")};Pooling=False").Options));

    private static async Task UpgradeAsync(CommerceDb db)
    {
        await using var open = db;
        var order = OrderRows.From("kagetsudo", ReadModelFile.Order("order-1"));
        var refused = OrderRows.From("aoyama", ReadModelFile.Order("order-2", shop: "aoyama", captured: 1_500) with
        {
            Refunds = [new("r1", new(500), Commerce.Orders.RefundStanding.Rejected)],
        });
        await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
        await InsertAsync(db, order);
        await InsertAsync(db, refused);
        Assert.NotEmpty(await db.Database.GetPendingMigrationsAsync());

        await db.Database.MigrateAsync();
        await db.Database.MigrateAsync();

        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(["aoyama"], await db.Orders.Where(one => one.RefundRefused).Select(one => one.Shop).ToArrayAsync());
        var row = await db.Orders.SingleAsync(one => one.Shop == "kagetsudo");
        Assert.Equal((order.OrderId, order.Number, order.Total, order.Body), (row.OrderId, row.Number, row.Total, row.Body));
        db.StockEntries.Add(new()
        {
            Shop = "kagetsudo",
            Sku = "P1",
            Sequence = 1,
            Kind = StockEntryKind.Adjusted,
            At = order.PlacedAt,
            HoldId = "supply",
            CustomerId = "",
            Quantity = 1,
            Until = null,
            Reason = Reason.Unknown,
            Detail = "{}",
        });
        await db.SaveChangesAsync();
        Assert.Equal(1, await db.StockEntries.CountAsync());
    }

    /// <summary>With the columns of the first version, whatever has been added since.</summary>
    private static async Task InsertAsync(CommerceDb db, OrderRow order)
    {
        FormattableString insert = $"""
            INSERT INTO orders (shop, order_id, version, number, customer_id, status, total, captured, refunded, placed_at, changed_at, day, summary, recipient_name, body)
            VALUES ({order.Shop}, {order.OrderId}, {order.Version}, {order.Number}, {order.CustomerId}, {(int)order.Status}, {order.Total.Amount},
                {order.Captured.Amount}, {order.Refunded.Amount}, {order.PlacedAt}, {order.ChangedAt}, {order.Day}, {order.Summary}, {order.RecipientName}, {order.Body})
            """;
        Assert.Equal(1, await db.Database.ExecuteSqlAsync(insert));
    }
}
