using Commerce.Stock;
using Commerce.Web.Catalog;
using Commerce.Web.Http;
using Commerce.Web.Line;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Stock;

/// <summary>A shopper's own holds: one tap sets units aside, the cart takes them over. Whose it is comes from the session alone.</summary>
internal static class HoldEndpoints
{
    public static void MapHolds(this IEndpointRouteBuilder shop)
    {
        var holds = shop.MapGroup("/stock/{sku}/holds").ForShoppers().RequireRateLimiting(RateLimits.Holds).Refuses(Reason.UnknownProduct);
        holds.MapPost("", Hold).WithName("Hold").RefusesBadBodies().RefusesKeyless().Refuses(
            Reason.BadQuantity, Reason.NotOnSaleYet, Reason.SaleOver, Reason.Paused, Reason.OverOrderCap, Reason.OverPersonCap,
            Reason.SoldOut, Reason.HoldEnded);
        holds.MapDelete("/{holdId}", GiveBack).WithName("GiveBack").Refuses(Reason.NothingHeld);
    }

    private static async Task<Results<Short<HoldJson>, Problem>> Hold(
        string sku, Body<HoldBody> body, IdempotencyKey key, Shopper shopper, [AsParameters] HoldParts parts)
    {
        if (!await parts.SellsAsync(shopper.Shop, sku)) return Problems.From(Reason.UnknownProduct, sku);
        var quantity = body.Value.Quantity;
        var answer = await parts.Holds.HoldAsync(shopper.Shop, shopper.Id, sku, key.Value, quantity);
        if (answer.IsBusy) return new Problem(Sentences.Busy);
        return answer.Refused is { } refused
            ? new Problem(Sentences.Of(refused.Reason), refused, asOf: answer.AsOf)
            : new Short<HoldJson>(new(answer.HoldId, answer.HeldUntil, quantity, answer.Version));
    }

    private static async Task<Results<Ok<GivenBackJson>, Problem>> GiveBack(
        string sku, string holdId, Shopper shopper, IGrainFactory grains, [AsParameters] HoldParts parts)
    {
        if (!await parts.SellsAsync(shopper.Shop, sku)) return Problems.From(Reason.UnknownProduct, sku);
        if (!CustomerHold.IsOf(shopper.Shop, shopper.Id, holdId)) return Problems.From(Reason.NothingHeld, sku);
        var reply = await grains.GetGrain<IStockGrain>(Keys.Of(shopper.Shop, sku)).Release(new(holdId));
        return TypedResults.Ok(new GivenBackJson(reply.Units));
    }
}

internal readonly record struct HoldParts(EdgeHolds Holds, CatalogShelves Catalog)
{
    /// <summary>Only products have stock: nobody conjures up a grain by naming an invented SKU.</summary>
    public async ValueTask<bool> SellsAsync(string shop, string sku) => Keys.IsPart(sku) && await Catalog.FindAsync(shop, sku) is not null;
}

internal sealed record HoldBody(int Quantity);

/// <param name="HoldId">Hand it to the cart, or give it back. The same key has the same one.</param>
/// <param name="HeldUntil">How long the units are set aside, UTC.</param>
/// <param name="Version">The sale's settings that it was judged by.</param>
internal sealed record HoldJson(string HoldId, DateTimeOffset? HeldUntil, int Quantity, long Version);

/// <param name="Units">How many came back; 0 when the hold was over already, or never was.</param>
internal sealed record GivenBackJson(int Units);
