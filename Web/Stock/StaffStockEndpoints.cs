using Commerce.Catalog;
using Commerce.Silo.ReadModel;
using Commerce.Stock;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
using Commerce.Web.Orders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Stock;

/// <summary>What the merchant does with stock. An adjustment is a difference, so a sale in between is never overwritten.</summary>
internal static class StaffStockEndpoints
{
    public static void MapStaffStock(this IEndpointRouteBuilder staff)
    {
        var stock = staff.MapGroup("/stock/{sku}").Refuses(Reason.UnknownProduct);
        stock.MapGet("", Look).WithName("Stock").ForStaff(StaffRole.Viewer);
        stock.MapGet("/entries", Entries).WithName("StockEntries").ForStaff(StaffRole.Staff).Refuses(Reason.BadRequest);
        stock.MapPost("/adjust", Adjust).WithName("AdjustStock").ForStaff(StaffRole.Staff)
            .RefusesBadBodies().RefusesKeyless().Refuses(Reason.BadQuantity, Reason.TooMuch, Reason.StaleVersion);
        stock.MapPost("/switch", Switch).WithName("SwitchSales").ForStaff(StaffRole.Staff).RefusesBadBodies()
            .Refuses(Reason.StaleVersion);
    }

    private static async Task<Results<Ok<StockJson>, Problem>> Look(string shop, string sku, IGrainFactory grains) =>
        await StockOfAsync(shop, sku, grains) is { } stock
            ? TypedResults.Ok(StockJson.Of(await stock.Look()))
            : Problems.From(Reason.UnknownProduct, sku);

    /// <summary>What happened to the stock, or to one shopper of it, and when: <c>[from, to)</c>, oldest first.</summary>
    private static async Task<Results<Ok<StockEntriesJson>, Problem>> Entries(
        string shop, string sku, [AsParameters] EntriesQuery query, EntryQueries entries, CancellationToken stop)
    {
        if (query.After < 0 || query.Take < 1) return Problems.From(Reason.BadRequest, query.Take < 1 ? nameof(query.Take) : nameof(query.After));
        var page = await entries.OfSkuAsync(
            shop, sku, new(query.From, query.To, query.Customer, query.After ?? 0, query.Take ?? EntryQueries.MaxPage), stop);
        return TypedResults.Ok(StockEntriesJson.Of(page));
    }

    private static async Task<Results<Ok<StockJson>, Problem>> Adjust(
        string shop, string sku, Body<AdjustBody> body, [AsParameters] StaffCommand command)
    {
        if (await StockOfAsync(shop, sku, command.Grains) is not { } stock) return Problems.From(Reason.UnknownProduct, sku);
        var reply = await stock.Adjust(new(command.Key.Value, body.Value.Delta, command.Person.Because(body.Value.Why), body.Value.ExpectedVersion));
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(StockJson.Of(reply.Stock));
    }

    private static async Task<Results<Ok<StockJson>, Problem>> Switch(
        string shop, string sku, Body<SwitchBody> body, StaffPerson person, IGrainFactory grains)
    {
        if (await StockOfAsync(shop, sku, grains) is not { } stock) return Problems.From(Reason.UnknownProduct, sku);
        var reply = await stock.Switch(new(body.Value.Paused, person.Because(body.Value.Why), body.Value.ExpectedVersion));
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(StockJson.Of(reply.Stock));
    }

    /// <summary>Only products have stock: nobody conjures up a grain by writing to an invented SKU.</summary>
    private static async Task<IStockGrain?> StockOfAsync(string shop, string sku, IGrainFactory grains) =>
        Keys.IsPart(sku) && await grains.GetGrain<ICatalogGrain>(shop).Find([sku]) is [_]
            ? grains.GetGrain<IStockGrain>(Keys.Of(shop, sku))
            : null;
}

/// <param name="Delta">Units to add; below zero takes free ones out.</param>
/// <param name="ExpectedVersion">The settings that were on the screen; null: whatever they are now.</param>
internal sealed record AdjustBody(int Delta, string Why, long? ExpectedVersion = null);

/// <param name="ExpectedVersion">The settings that were on the screen; null: whatever they are now.</param>
internal sealed record SwitchBody(bool Paused, string Why = "", long? ExpectedVersion = null);

/// <summary>Supply is free, held and sold together.</summary>
/// <param name="Version">Counts what staff changed; an edit names the version it was made on.</param>
internal sealed record StockJson(
    string Sku, long Sequence, long Version, int Supply, int Free, int Held, int Sold, bool Paused, Dictionary<string, long> Refused)
{
    public static StockJson Of(StockView stock) => new(
        stock.Sku, stock.Sequence, stock.Version, stock.Supply, stock.Free, stock.Held, stock.Sold, stock.Paused,
        stock.Refused.ToDictionary(refused => Sentences.Of(refused.Key).Code, refused => refused.Value));
}
