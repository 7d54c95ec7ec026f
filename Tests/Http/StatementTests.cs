using System.Text;
using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;
using Commerce.Web.Http;

namespace Commerce.Tests.Http;

[Collection(Shared.Name)]
public sealed class StatementTests(RunningShop shop)
{
    private const string Api = "/api/shops/kagetsudo/staff/statement";

    [Fact]
    public async Task The_statement_of_a_month_is_the_sum_of_its_lines_also_as_csv()
    {
        using var viewer = await shop.StaffAsync("statement@kagetsudo.example", StaffRole.Viewer);
        var book = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<IOrderBook>(shop.Services);
        var at = new DateTimeOffset(2030, 1, 31, 15, 0, 0, TimeSpan.Zero);   // 1 February in Tokyo
        for (var i = 0; i < 3; i++)
        {
            var order = Tests.Silo.ReadModelFile.Order($"statement-{i}") with { Ledger = [new(at, new(10_870), new(597)), new(at, new(-870), new(-47))] };
            await book.RecordAsync("kagetsudo", order, CancellationToken.None);
        }

        var month = await viewer.LookAsync(Api + "?month=2030-02");
        Assert.Equal(3, month.GetProperty("lines").GetArrayLength());
        Assert.Equal(32_610, month.GetProperty("total").GetProperty("captured").GetInt64());
        Assert.Equal(32_610 - 2_610 - 1_791 + 141, month.GetProperty("total").GetProperty("payout").GetInt64());
        Assert.Equal(0, (await viewer.LookAsync(Api + "?month=2030-01")).GetProperty("lines").GetArrayLength());

        var csv = Encoding.UTF8.GetString(await viewer.GetByteArrayAsync(Api + "/csv?month=2030-02"));
        Assert.StartsWith("\uFEFF注文番号,売上,決済手数料,返金,手数料の戻り,お支払い額\r\n", csv, StringComparison.Ordinal);
        Assert.EndsWith("合計,32610,1791,2610,141,28350\r\n", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("0001-01")]
    [InlineData("next")]
    public async Task What_is_no_month_is_refused(string month)
    {
        using var viewer = await shop.StaffAsync($"statement-{month}@kagetsudo.example", StaffRole.Viewer);
        Assert.Equal("bad-request", (await viewer.LookAsync(Api + "?month=" + month, 400)).Code());
        Assert.Equal("bad-request", (await viewer.LookAsync(Api + "/csv?month=" + month, 400)).Code());
    }

    [Theory]
    [InlineData("261101-ABC", "261101-ABC")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("  @SUM(A1)", "'  @SUM(A1)")]
    [InlineData("-1", "'-1")]
    [InlineData("＝cmd", "'＝cmd")]
    [InlineData("a,b\"c", "\"a,b\"\"c\"")]
    [InlineData("\t=1", "'\t=1")]
    public void A_cell_is_no_formula(string text, string cell) => Assert.Equal(cell, CsvText.Cell(text));

    [Fact]
    public void A_number_is_written_as_it_is() => Assert.Equal("-550", CsvText.Cell(-550L));
}
