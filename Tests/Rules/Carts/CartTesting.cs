using Commerce.Carts;
using Commerce.Catalog;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Carts;

/// <summary>A cart that is asked as its grain asks it, with the stock's answer given by the test.</summary>
internal static class CartTesting
{
    public static readonly CartState EmptyCart = new();

    public static readonly CartOwner Hanako = new("hanako", []);

    public static readonly DateTimeOffset TenMinutesOn = Noon.AddMinutes(10);

    public static (Refusal? Refused, CartState Cart) Add(
        this CartState cart, Product product, int quantity, string key, DateTimeOffset? at = null, Refusal? stockSays = null) =>
        cart.Ask(new(key, CartVerb.Add, product.Sku, quantity), product, at ?? Noon, stockSays);

    public static (Refusal? Refused, CartState Cart) Set(
        this CartState cart, Product product, int quantity, string key, DateTimeOffset? at = null, Refusal? stockSays = null) =>
        cart.Ask(new(key, CartVerb.Set, product.Sku, quantity), product, at ?? Noon, stockSays);

    public static (Refusal? Refused, CartState Cart) Ask(this CartState cart, CartAsk ask, Product? product, DateTimeOffset at, Refusal? stockSays = null)
    {
        if (CartRules.Recall(cart, ask) is { } answered) return (answered.Refused, cart);
        var (refused, next) = CartRules.Decide(cart, ask, product, Hanako, at);
        if (refused is not null) return (refused, next);
        if (next.Wish is not null) next = CartRules.Held(next, stockSays is null ? new(null, at.AddMinutes(10)) : new(stockSays), at);
        return (CartRules.Recall(next, ask)!.Refused, CartRules.Released(next));
    }
}
