using Commerce.Carts;
using Commerce.Web.Http;
using Commerce.Web.Orders;
using Commerce.Web.Shops;

namespace Commerce.Web.Carts;

/// <param name="CheckoutKey">Send it back with the order: all tabs that show this cart have the same one.</param>
internal sealed record CartJson(string CheckoutKey, CartLineJson[] Lines, QuoteJson Quote, ChoicesJson Choices)
{
    public static CartJson Of(CartView cart, HttpContext context) => new(
        cart.CheckoutKey, [.. cart.Lines.Select(line => CartLineJson.Of(line, context.ShopZone()))], QuoteJson.Of(cart.Quote), ChoicesJson.Of(cart.Chosen ?? CartChoicesView.None, context.ShopZone()));
}

/// <param name="Refused">Why a choice does not hold now; the quote is without it, and the cart cannot be ordered with it.</param>
/// <param name="PointsBalance">Points that could be spent.</param>
internal sealed record ChoicesJson(
    string? Wrapping, string? Coupon, int Points, string? Prefecture, string? PostalCode, ProblemJson[] Refused, int PointsBalance)
{
    public static ChoicesJson Of(CartChoicesView chosen, TimeZoneInfo zone) => new(
        chosen.Choices.WrappingId, chosen.Choices.CouponCode, chosen.Choices.Points, chosen.Choices.Prefecture, chosen.Choices.PostalCode,
        [.. chosen.Refused.Select(refused => Problems.From(refused).ToJson(zone))], chosen.PointsBalance);
}

/// <param name="Refused">Why this line cannot be ordered now; null when it can.</param>
/// <param name="HeldUntil">How long the units are set aside, UTC; null when they are not.</param>
internal sealed record CartLineJson(
    string Sku, string Name, string Image, int Quantity, long UnitPrice, int? MaxQuantity, DateTimeOffset? HeldUntil, ProblemJson? Refused)
{
    public static CartLineJson Of(CartLine line, TimeZoneInfo zone) => new(
        line.Sku, line.Name, line.Image, line.Quantity, line.UnitPrice.Amount, line.MaxQuantity, line.HeldUntil,
        line.Refused is { } refused ? Problems.From(refused).ToJson(zone) : null);
}
