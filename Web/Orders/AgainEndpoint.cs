using System.Security.Cryptography;
using System.Text;
using Commerce.Carts;
using Commerce.Orders;
using Commerce.Web.Carts;
using Commerce.Web.Http;
using Commerce.Web.Line;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Orders;

/// <summary>リピ買い: what was ordered once goes into the cart again, at today's price, stock and caps.</summary>
internal static class AgainEndpoint
{
    public static void MapOrderAgain(this IEndpointRouteBuilder orders) =>
        orders.MapPost("/{orderId}/again", Again).WithName("OrderAgain").RefusesKeyless().Refuses(Reason.UnknownOrder, Reason.KeyReused);

    /// <summary>
    /// Each line asks the cart under a key made of this command's, so a repeat adds nothing twice. What the cart refuses is skipped and named.
    /// </summary>
    private static async Task<Results<Ok<AgainJson>, Problem>> Again(
        string orderId, IdempotencyKey key, Shopper shopper, IGrainFactory grains, HttpContext context)
    {
        if (!Keys.IsPart(orderId)) return Problems.From(Reason.UnknownOrder);
        var order = await grains.GetGrain<IOrderGrain>(Keys.Of(shopper.Shop, orderId)).Look();
        if (order?.CustomerId != shopper.Id) return Problems.From(Reason.UnknownOrder);

        var cart = grains.GetGrain<ICartGrain>(Keys.Of(shopper.Shop, shopper.Id));
        var (added, skipped) = (new List<AgainLineJson>(), new List<SkippedLineJson>());
        foreach (var line in order.Quote.Lines)
        {
            var reply = await cart.Add(new(KeyOf(key.Value, orderId, line.Sku), line.Sku, line.Quantity));
            if (reply.Refused is { } refused) skipped.Add(new(line.Sku, line.Name, Problems.From(refused).ToJson(context.ShopZone())));
            else added.Add(new(line.Sku, line.Name, line.Quantity));
        }

        return TypedResults.Ok(new AgainJson([.. added], [.. skipped], CartJson.Of(await cart.Look(), context)));
    }

    private static string KeyOf(string command, string orderId, string sku) =>
        "again-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{command}|{orderId}|{sku}")).AsSpan(0, 16));
}

/// <param name="Skipped">What could not be put into the cart, and why.</param>
internal sealed record AgainJson(AgainLineJson[] Added, SkippedLineJson[] Skipped, CartJson Cart);

internal sealed record AgainLineJson(string Sku, string Name, int Quantity);

internal sealed record SkippedLineJson(string Sku, string Name, ProblemJson Why);
