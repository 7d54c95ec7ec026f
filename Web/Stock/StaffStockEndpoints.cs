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
        stock.MapPost("/adjust", Adjust).WithName("AdjustStock").ForStaff(StaffRole.Staff)
            .RefusesBadBodies().RefusesKeyless().Refuses(Reason.BadQuantity, Reason.TooMuch);
        stock.MapPost("/switch", Switch).WithName("SwitchSales").ForStaff(StaffRole.Staff).RefusesBadBodies();
    }

    private static async Task<Results<Ok<StockJson>, Problem>> Look(string shop, string sku, IGrainFactory grains) =>
        await StockOfAsync(shop, sku, grains) is { } stock
            ? TypedResults.Ok(StockJson.Of(await stock.Look()))
            : Problems.From(Reason.UnknownProduct, sku);

    private static async Task<Results<Ok<StockJson>, Problem>> Adjust(
        string shop, string sku, Body<AdjustBody> body, [AsParameters] StaffCommand command)
    {
        if (await StockOfAsync(shop, sku, command.Grains) is not { } stock) return Problems.From(Reason.UnknownProduct, sku);
        var reply = await stock.Adjust(new(command.Key.Value, body.Value.Delta, command.Person.Because(body.Value.Why)));
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(StockJson.Of(reply.Stock));
    }

    private static async Task<Results<Ok<StockJson>, Problem>> Switch(
        string shop, string sku, Body<SwitchBody> body, StaffPerson person, IGrainFactory grains)
    {
        if (await StockOfAsync(shop, sku, grains) is not { } stock) return Problems.From(Reason.UnknownProduct, sku);
        var reply = await stock.Switch(new(body.Value.Paused, person.Because(body.Value.Why)));
        return TypedResults.Ok(StockJson.Of(reply.Stock));
    }

    /// <summary>Only products have stock: nobody conjures up a grain by writing to an invented SKU.</summary>
    private static async Task<IStockGrain?> StockOfAsync(string shop, string sku, IGrainFactory grains) =>
        Keys.IsPart(sku) && await grains.GetGrain<ICatalogGrain>(shop).Find([sku]) is [_]
            ? grains.GetGrain<IStockGrain>(Keys.Of(shop, sku))
            : null;
}

/// <param name="Delta">Units to add; below zero takes free ones out.</param>
internal sealed record AdjustBody(int Delta, string Why);

internal sealed record SwitchBody(bool Paused, string Why = "");

/// <summary>Supply is free, held and sold together.</summary>
internal sealed record StockJson(
    string Sku, long Sequence, int Supply, int Free, int Held, int Sold, bool Paused, Dictionary<string, long> Refused)
{
    public static StockJson Of(StockView stock) => new(
        stock.Sku, stock.Sequence, stock.Supply, stock.Free, stock.Held, stock.Sold, stock.Paused,
        stock.Refused.ToDictionary(refused => Sentences.Of(refused.Key).Code, refused => refused.Value));
}
