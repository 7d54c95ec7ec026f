using System.Globalization;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Orders;

/// <summary>The monthly statement: per order what was captured, the platform's fee, and what of both went back.</summary>
internal static class StatementEndpoints
{
    public static void MapStatement(this IEndpointRouteBuilder staff)
    {
        var reads = staff.MapGroup("/statement").ForStaff(StaffRole.Viewer);
        reads.MapGet("", Look).WithName("Statement").Refuses(Reason.BadRequest);
        reads.MapGet("/csv", Csv).WithName("StatementCsv").Refuses(Reason.BadRequest);
    }

    /// <param name="shop">Whose.</param>
    /// <param name="month">Such as <c>2026-11</c>, by the shop's own calendar; without it the current one.</param>
    /// <param name="statements">The read model.</param>
    /// <param name="clock">For the current month.</param>
    /// <param name="context">The request.</param>
    private static async Task<Results<Ok<StatementJson>, Problem>> Look(
        string shop, string? month, StatementQueries statements, TimeProvider clock, HttpContext context) =>
        Month(month, clock, context.ShopZone()) is { } first
            ? TypedResults.Ok(StatementJson.Of(await statements.MonthAsync(shop, first, context.ShopZone(), context.RequestAborted)))
            : Problems.From(Reason.BadRequest, nameof(month));

    private static async Task<Results<FileContentHttpResult, Problem>> Csv(
        string shop, string? month, StatementQueries statements, TimeProvider clock, HttpContext context)
    {
        if (Month(month, clock, context.ShopZone()) is not { } first) return Problems.From(Reason.BadRequest, nameof(month));
        var statement = await statements.MonthAsync(shop, first, context.ShopZone(), context.RequestAborted);
        return TypedResults.File(Table(statement), "text/csv; charset=utf-8", $"statement-{shop}-{first:yyyy-MM}.csv");
    }

    /// <summary>The first day of the month that is asked for; null when that is no month.</summary>
    public static DateOnly? Month(string? asked, TimeProvider clock, TimeZoneInfo zone)
    {
        if (!string.IsNullOrEmpty(asked))
        {
            return DateOnly.TryParseExact(asked, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
                && month.Year is >= 2000 and < 2200 ? month : null;
        }

        var today = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
        return new(today.Year, today.Month, 1);
    }

    private static byte[] Table(Statement statement) => CsvText.Write(
    [
        ["注文番号", "売上", "決済手数料", "返金", "手数料の戻り", "お支払い額"],
        .. statement.Lines.Select(line => Row(line.Number, line)),
        Row("合計", statement.Total),
    ]);

    private static IEnumerable<object> Row(string name, StatementLine line) =>
        [name, line.Captured.Amount, line.Fee.Amount, line.Refunded.Amount, line.FeeReturned.Amount, line.Payout.Amount];
}

/// <summary>Whole yen, none negative but the payout of an order that was refunded after its month.</summary>
/// <param name="Month">Such as <c>2026-11</c>.</param>
internal sealed record StatementJson(string Month, StatementLineJson[] Lines, StatementLineJson Total)
{
    public static StatementJson Of(Statement statement) => new(
        statement.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), [.. statement.Lines.Select(StatementLineJson.Of)],
        StatementLineJson.Of(statement.Total));
}

internal sealed record StatementLineJson(string OrderId, string Number, long Captured, long Fee, long Refunded, long FeeReturned, long Payout)
{
    public static StatementLineJson Of(StatementLine line) => new(
        line.OrderId, line.Number, line.Captured.Amount, line.Fee.Amount, line.Refunded.Amount, line.FeeReturned.Amount, line.Payout.Amount);
}
