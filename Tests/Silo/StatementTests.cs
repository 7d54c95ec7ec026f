using Commerce.Orders;
using Commerce.Payments;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Rules.Orders;
using Commerce.Tests.Support;
using static Commerce.Tests.Silo.ReadModelFile;

namespace Commerce.Tests.Silo;

/// <summary>The monthly statement against the ledgers of the orders themselves.</summary>
public abstract class StatementTests(PostgresServer? server) : IAsyncLifetime
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
    private ReadModelFile _file = null!;

    public async Task InitializeAsync() => _file = await OpenAsync(server);

    public async Task DisposeAsync() => await _file.DisposeAsync();

    [Fact]
    public async Task A_month_of_random_orders_adds_up_to_the_yen()
    {
        var random = new Random(20261126);
        var orders = Enumerable.Range(0, 300).Select(i => Random(i, random)).ToArray();
        await Task.WhenAll(orders.Concat(orders.OrderBy(_ => random.Next())).Select(order => _file.RecordAsync(order)));   // each twice

        var (total, captured) = (0L, 0);
        foreach (var month in Enumerable.Range(0, 7).Select(months => new DateOnly(2026, 9, 15).AddMonths(months)))
        {
            var statement = await MonthAsync(month);
            var entries = orders.SelectMany(order => order.Ledger.Select(entry => (order.Number, Entry: entry)))
                .Where(one => TimeZoneInfo.ConvertTime(one.Entry.At, Tokyo) is var at && (at.Year, at.Month) == (month.Year, month.Month)).ToArray();

            Assert.Equal(entries.Select(one => one.Number).Distinct().Order(StringComparer.Ordinal), statement.Lines.Select(line => line.Number));
            foreach (var line in statement.Lines)
            {
                var own = entries.Where(one => one.Number == line.Number).Select(one => one.Entry).ToArray();
                Assert.Equal(own.Sum(entry => entry.Amount.Amount), (line.Captured - line.Refunded).Amount);
                Assert.Equal(own.Sum(entry => entry.Fee.Amount), (line.Fee - line.FeeReturned).Amount);
                Assert.Equal(own.Sum(entry => entry.Amount.Amount - entry.Fee.Amount), line.Payout.Amount);
            }

            Assert.Equal(statement.Lines.Sum(line => line.Payout.Amount), statement.Total.Payout.Amount);
            Assert.Equal(entries.Sum(one => one.Entry.Amount.Amount), (statement.Total.Captured - statement.Total.Refunded).Amount);
            (total, captured) = (total + statement.Total.Payout.Amount, captured + statement.Lines.Length);
        }

        Assert.True(captured > 300, $"{captured} lines");
        Assert.Equal(orders.Sum(order => order.Payment.Captured.Amount - order.Payment.Refunded.Amount
            - order.Fee!.Charged.Amount + order.Fee.Returned.Amount), total);
    }

    [Fact]
    public async Task The_first_instant_of_a_month_in_the_shops_zone_belongs_to_it()
    {
        var midnight = new DateTimeOffset(2026, 10, 31, 15, 0, 0, TimeSpan.Zero);   // 1 November 0:00 in Tokyo
        await _file.RecordAsync(Order("before") with { Ledger = [new(midnight.AddTicks(-10), new(1_000), new(65))] });
        await _file.RecordAsync(Order("at") with { Ledger = [new(midnight, new(2_000), new(130))] });

        Assert.Equal(new Yen(2_000), (await MonthAsync(new(2026, 11, 1))).Total.Captured);
        Assert.Equal(new Yen(1_000), (await MonthAsync(new(2026, 10, 1))).Total.Captured);
    }

    [Fact]
    public async Task Another_shops_money_is_not_in_it()
    {
        await _file.RecordAsync(Order("theirs", shop: "aoyama") with { Ledger = [new(Order("theirs").PlacedAt, new(1_000), new(65))] }, "aoyama");
        Assert.Empty((await MonthAsync(new(2026, 11, 1))).Lines);
    }

    [Fact]
    public async Task A_late_older_version_of_an_order_takes_no_entry_away()
    {
        var entry = new MoneyEntry(Order("one").PlacedAt, new(1_000), new(65));
        await _file.RecordAsync(Order("one", version: 9) with { Ledger = [entry, new(entry.At, new(-400), new(-26))] });
        await _file.RecordAsync(Order("one", version: 5) with { Ledger = [entry] });

        var line = Assert.Single((await MonthAsync(new(2026, 11, 1))).Lines);
        Assert.Equal((new Yen(400), new Yen(26), new Yen(561)), (line.Refunded, line.FeeReturned, line.Payout));
    }

    private Task<Statement> MonthAsync(DateOnly month) => new StatementQueries(_file).MonthAsync("kagetsudo", month, Tokyo, CancellationToken.None);

    /// <summary>An order of the rules themselves: captured some time in autumn, and refunded in pieces over the weeks after.</summary>
    private static OrderView Random(int i, Random random)
    {
        var at = new DateTimeOffset(2026, 9, 28, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(70 * 24 * 60));
        var order = OrderTesting.Opened(false, new[] { 650, 550, 450 }[random.Next(3)]) with { OrderId = $"order-{i}" };
        var captured = random.Next(50, 400_000);
        order = order.Hears(PaymentStanding.Captured, captured: captured, at: at);
        for (var refunds = random.Next(-1, 4); refunds > 0 && order.Payment.Refundable > Yen.Zero; refunds--)
        {
            at = at.AddDays(random.Next(20));
            var refunded = order.Payment.Refunded.Amount + random.NextInt64(1, order.Payment.Refundable.Amount + 1);
            order = order.Hears(PaymentStanding.Captured, captured: captured, refunded: refunded, at: at);
        }

        return OrderViews.Of(order) with { Number = OrderIds.Number("kagetsudo", order.OrderId, new(2026, 11, 1)) };
    }
}

public sealed class SqliteStatementTests() : StatementTests(null);

[Collection(PostgresTests.Name)]
public sealed class PostgresStatementTests(PostgresServer server) : StatementTests(server);
