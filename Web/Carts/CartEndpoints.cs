using Commerce.Carts;
using Commerce.Web.Http;
using Commerce.Web.Line;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Carts;

/// <summary>The shopper's own cart. Prices are never taken from a request: there is no field for them.</summary>
internal static class CartEndpoints
{
    private static readonly Reason[] Refusals =
    [
        Reason.BadQuantity, Reason.UnknownProduct, Reason.NotListed, Reason.NotOnSaleYet, Reason.SaleOver, Reason.Paused,
        Reason.OverOrderCap, Reason.OverPersonCap, Reason.SoldOut, Reason.CartFull, Reason.HoldEnded, Reason.NothingHeld,
    ];

    private static readonly Reason[] ChoiceRefusals =
    [
        Reason.UnknownCoupon, Reason.CouponNotYet, Reason.CouponOver, Reason.CouponUsedUp, Reason.CouponOverPersonCap, Reason.CouponBelowMinimum,
        Reason.CouponForOthers, Reason.NotEnoughPoints, Reason.UnknownWrapping,
    ];

    public static void MapCart(this IEndpointRouteBuilder shop)
    {
        var cart = shop.MapGroup("/cart").ForShoppers().RequireRateLimiting(RateLimits.Cart);
        cart.MapGet("", Look).WithName("Cart");
        cart.MapPost("/items", Add).WithName("AddToCart").Refuses(Refusals).RefusesBadBodies().RefusesKeyless();
        cart.MapPut("/items/{sku}", SetQuantity).WithName("SetQuantity").Refuses(Refusals).RefusesBadBodies().RefusesKeyless();
        cart.MapPut("/choices", Choose).WithName("ChooseForCart").Refuses(ChoiceRefusals).RefusesBadBodies().RefusesKeyless();
    }

    private static async Task<Ok<CartJson>> Look(Shopper shopper, IGrainFactory grains, HttpContext context) =>
        TypedResults.Ok(CartJson.Of(await CartOf(shopper, grains).Look(), context));

    private static Task<Results<Ok<CartJson>, Problem>> Add(
        Body<AddBody> body, IdempotencyKey key, Shopper shopper, IGrainFactory grains, HttpContext context) =>
        Keys.IsPart(body.Value.Sku)
            ? AnswerAsync(CartOf(shopper, grains).Add(new(key.Value, body.Value.Sku, body.Value.Quantity, body.Value.HoldId)), context)
            : Unknown(body.Value.Sku);

    private static Task<Results<Ok<CartJson>, Problem>> SetQuantity(
        string sku, Body<QuantityBody> body, IdempotencyKey key, Shopper shopper, IGrainFactory grains, HttpContext context) =>
        Keys.IsPart(sku)
            ? AnswerAsync(CartOf(shopper, grains).SetQuantity(new(key.Value, sku, body.Value.Quantity)), context)
            : Unknown(sku);

    private static Task<Results<Ok<CartJson>, Problem>> Choose(
        Body<ChoicesBody> body, IdempotencyKey key, Shopper shopper, IGrainFactory grains, HttpContext context) =>
        AnswerAsync(CartOf(shopper, grains).Choose(new(key.Value, body.Value.ToChoices())), context);

    private static async Task<Results<Ok<CartJson>, Problem>> AnswerAsync(Task<CartReply> asked, HttpContext context)
    {
        var reply = await asked;
        return reply.Refused is { } refused ? Problems.From(refused) : TypedResults.Ok(CartJson.Of(reply.Cart, context));
    }

    private static Task<Results<Ok<CartJson>, Problem>> Unknown(string sku) =>
        Task.FromResult<Results<Ok<CartJson>, Problem>>(Problems.From(Reason.UnknownProduct, sku));

    private static ICartGrain CartOf(Shopper shopper, IGrainFactory grains) =>
        grains.GetGrain<ICartGrain>(Keys.Of(shopper.Shop, shopper.Id));
}

/// <param name="HoldId">Units that the shopper holds already (<c>POST stock/{sku}/holds</c>): the cart takes them over.</param>
internal sealed record AddBody(string Sku, int Quantity, string? HoldId = null);

internal sealed record QuantityBody(int Quantity);

/// <summary>All choices at once: what is left out is not chosen.</summary>
/// <param name="Wrapping">Id of one of the shop's wrappings.</param>
/// <param name="Points">Points to spend.</param>
/// <param name="Prefecture">With <paramref name="PostalCode"/>: where the parcel goes, for the shipping fee.</param>
internal sealed record ChoicesBody(
    string? Wrapping = null, string? Coupon = null, int Points = 0, string? Prefecture = null, string? PostalCode = null)
{
    public CartChoices ToChoices() => new(Wrapping, Coupon, Points, Prefecture, PostalCode);
}
