using Commerce.Catalog;
using Commerce.Stock;

namespace Commerce.Carts;

using CartDecision = (Refusal? Refused, CartState Cart);

/// <summary>What may be in a cart and how it changes at its owner's word. Pure.</summary>
internal static partial class CartRules
{
    public const int MostLines = 50;
    public const int MostUnits = 999;
    public const int MostAnswered = 32;

    public static string CheckoutKey(CartState cart) => $"{cart.Episode}.{cart.Revision}";

    /// <summary>The earlier answer to this request; a key that meant something else is refused. Null: never heard of, as far as is remembered.</summary>
    public static AnsweredAsk? Recall(CartState cart, CartAsk ask) =>
        cart.Answered.FirstOrDefault(earlier => earlier.Ask.Key == ask.Key) is not { } answered ? null
        : answered.Ask == ask ? answered
        : new(ask, new(Reason.KeyReused, ask.Key));

    /// <summary>
    /// Takes a request as far as the cart can decide it alone. Units of a flash product become a <see cref="WishedHold"/>,
    /// which their stock answers. What is refused here has changed nothing and is judged anew when it is sent again.
    /// </summary>
    /// <param name="cart">The cart as it is.</param>
    /// <param name="ask">Not yet answered: see <see cref="Recall"/>.</param>
    /// <param name="product">Null when there is none of that SKU.</param>
    /// <param name="owner">Makes hold ids of different customers different.</param>
    /// <param name="now">The instant of the decision.</param>
    public static CartDecision Decide(CartState cart, CartAsk ask, Product? product, string owner, DateTimeOffset now)
    {
        if (ask.Key is not { Length: > 0 and <= 100 }) return (new(Reason.BadRequest, "key"), cart);
        var least = ask.Verb == CartVerb.Add ? 1 : 0;
        if (ask.Quantity < least || ask.Quantity > MostUnits) return (new(Reason.BadQuantity, ask.Sku, MostUnits), cart);

        var item = cart.Items.FirstOrDefault(line => line.Sku == ask.Sku);
        var quantity = ask.Verb == CartVerb.Add ? (item?.Quantity ?? 0) + ask.Quantity : ask.Quantity;
        if (quantity == 0) return (null, Answer(Without(cart, item, now), ask, null));
        if (quantity > MostUnits) return (new(Reason.BadQuantity, ask.Sku, MostUnits), cart);
        if (product is null) return (new(Reason.UnknownProduct, ask.Sku), cart);
        if (Refuse(product, quantity, HeldUnits(item, now), now) is { } refused) return (refused, cart);
        if (item is null && cart.Items.Length >= MostLines) return (new(Reason.CartFull, Limit: MostLines), cart);

        return product.Terms.HoldInCart && quantity != HeldUnits(item, now)
            ? (null, Wish(cart, ask, quantity, item, owner))
            : (null, Answer(With(cart, item, new(ask.Sku, quantity), product.Terms, now), ask, null));
    }

    /// <summary>The stock's answer to the wish.</summary>
    public static CartState Held(CartState cart, HoldReply reply, DateTimeOffset now)
    {
        var wish = cart.Wish!;
        cart = cart with { Wish = null };
        if (reply.Refused is { } refused) return Answer(cart, wish.Ask, refused with { Subject = wish.Ask.Sku });

        var item = cart.Items.FirstOrDefault(line => line.Sku == wish.Ask.Sku);
        return Answer(Changed(Put(cart, item, new(wish.Ask.Sku, wish.Quantity, wish.HoldId, reply.HeldUntil)), now), wish.Ask, null);
    }

    public static CartState Released(CartState cart) => cart with { ToRelease = [] };

    /// <summary>Why this many units cannot be bought, as far as the catalogue knows. Units that are held were granted while they were on sale.</summary>
    public static Refusal? Refuse(Product product, int quantity, int held, DateTimeOffset now)
    {
        var terms = product.Terms;
        if (!product.Listed) return new(Reason.NotListed, product.Sku);
        if (quantity > held && now < terms.Opens) return new(Reason.NotOnSaleYet, product.Sku, At: terms.Opens);
        if (quantity > held && now >= terms.Closes) return new(Reason.SaleOver, product.Sku, At: terms.Closes);
        if (quantity > terms.PerOrder) return new(Reason.OverOrderCap, product.Sku, terms.PerOrder);
        return quantity > terms.PerPerson ? new(Reason.OverPersonCap, product.Sku, terms.PerPerson) : null;
    }

    public static int HeldUnits(CartItem? item, DateTimeOffset now) => item is { HeldUntil: { } until } && now < until ? item.Quantity : 0;

    private static CartState Wish(CartState cart, CartAsk ask, int quantity, CartItem? item, string owner)
    {
        var number = cart.Holds + 1;
        return cart with { Holds = number, Wish = new(ask, quantity, $"c.{owner}.{number}", item?.HoldId) };
    }

    private static CartState Without(CartState cart, CartItem? item, DateTimeOffset now) =>
        item is null ? cart : Changed(Release(cart with { Items = cart.Items.Remove(item) }, item), now);

    private static CartState With(CartState cart, CartItem? item, CartItem next, SaleTerms terms, DateTimeOffset now)
    {
        // Touched, but not changed: the units asked for are in the cart already.
        if (item?.Quantity == next.Quantity) return cart with { LastTouched = now };
        cart = Changed(Put(cart, item, next), now);
        return item is null || terms.HoldInCart ? cart : Release(cart, item);
    }

    private static CartState Put(CartState cart, CartItem? item, CartItem next) =>
        cart with { Items = item is null ? cart.Items.Add(next) : cart.Items.Replace(item, next) };

    private static CartState Release(CartState cart, CartItem item) =>
        item.HoldId is null ? cart : cart with { ToRelease = cart.ToRelease.Add(new(item.Sku, item.HoldId)) };

    private static CartState Answer(CartState cart, CartAsk ask, Refusal? refused) =>
        cart with { Answered = [.. cart.Answered.TakeLast(MostAnswered - 1), new(ask, refused)] };

    /// <summary>A change begins an episode, or keeps the open one going; an emptied cart has none.</summary>
    private static CartState Changed(CartState cart, DateTimeOffset now) => cart with
    {
        Revision = cart.Revision + 1,
        LastTouched = now,
        Episode = cart.Standing == EpisodeStanding.Open || cart.Items.IsEmpty ? cart.Episode : cart.Episode + 1,
        Standing = cart.Items.IsEmpty ? EpisodeStanding.Over : EpisodeStanding.Open,
    };
}
