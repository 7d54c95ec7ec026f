using Commerce.Payments;
using Commerce.Web.Http;
using Commerce.Web.Line;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Payments;

/// <summary>The shopper's saved cards. They are listed by brand and last four digits; the numbers are the provider's alone.</summary>
internal static class WalletEndpoints
{
    public static void MapWallet(this IEndpointRouteBuilder shop)
    {
        var cards = shop.MapGroup("/wallet/cards").ForShoppers().RequireRateLimiting(RateLimits.Cart);
        cards.MapGet("", Look).WithName("SavedCards");
        cards.MapDelete("/{cardId}", Forget).WithName("ForgetCard");
    }

    private static async Task<Ok<SavedCardJson[]>> Look(Shopper shopper, IGrainFactory grains) =>
        TypedResults.Ok(SavedCardJson.Of(await Wallet(shopper, grains).Look()));

    /// <summary>Answers with the cards that are left. A card that is not there is gone already.</summary>
    private static async Task<Ok<SavedCardJson[]>> Forget(string cardId, Shopper shopper, IGrainFactory grains) =>
        TypedResults.Ok(SavedCardJson.Of(await Wallet(shopper, grains).Forget(new(cardId))));

    private static IWalletGrain Wallet(Shopper shopper, IGrainFactory grains) => grains.GetGrain<IWalletGrain>(Keys.Of(shopper.Shop, shopper.Id));
}

/// <param name="CardId">What an order names to be paid with this card.</param>
internal sealed record SavedCardJson(string CardId, string Brand, string Last4, int ExpiryMonth, int ExpiryYear)
{
    public static SavedCardJson[] Of(WalletView wallet) =>
        [.. wallet.Cards.Select(card => new SavedCardJson(card.CardId, card.Brand, card.Last4, card.ExpiryMonth, card.ExpiryYear))];
}
