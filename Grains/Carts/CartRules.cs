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
    /// <param name="by">Whose cart it is.</param>
    /// <param name="now">The instant of the decision.</param>
    public static CartDecision Decide(CartState cart, CartAsk ask, Product? product, CartOwner by, DateTimeOffset now)
    {
        if (ask.Key is not { Length: > 0 and <= 100 }) return (new(Reason.BadRequest, "key"), cart);
        var least = ask.Verb == CartVerb.Add ? 1 : 0;
        if (ask.Quantity < least || ask.Quantity > MostUnits) return (new(Reason.BadQuantity, ask.Sku, MostUnits), cart);

        var item = cart.Items.FirstOrDefault(line => line.Sku == ask.Sku);
        var quantity = ask.Verb == CartVerb.Add ? (item?.Quantity ?? 0) + ask.Quantity : ask.Quantity;
        if (quantity == 0) return (null, Answer(Without(cart, item, now), ask, null));
        if (quantity > MostUnits) return (new(Reason.BadQuantity, ask.Sku, MostUnits), cart);
        if (product is null) return (new(Reason.UnknownProduct, ask.Sku), cart);
        var others = cart.Items.Where(line => line.Sku != ask.Sku && line.GroupId is { } group && group == product.GroupId).Sum(line => line.Quantity);
        if (ask.HoldId is not null && HeldUnits(item, now) == 0) return Adopt(cart, ask, product, item, others, by, now);
        if (ask.HoldId is not null && ask.HoldId == item!.HoldId) return (null, Answer(cart with { LastTouched = now }, ask, null));
        if (Refuse(product, quantity, others, new(HeldUnits(item, now), by.Segments), now) is { } refused) return (refused, cart);
        if (item is null && cart.Items.Length >= MostLines) return (new(Reason.CartFull, Limit: MostLines), cart);

        return ask.HoldId is not null || (product.Terms.HoldInCart && quantity != HeldUnits(item, now))
            ? (null, Wish(ReleaseAsked(cart, ask), ask, quantity, product, item, by))
            : (null, Answer(With(cart, item, new(ask.Sku, quantity, GroupId: product.GroupId), product.Terms, now), ask, null));
    }

    /// <summary>The same choices again are no change; others make another order of the same goods, with another checkout key.</summary>
    public static CartState Choose(CartState cart, CartAsk ask, DateTimeOffset now)
    {
        var changed = cart.Choices == ask.Choices ? cart : cart with { Choices = ask.Choices!, Revision = cart.Revision + 1 };
        return Answer(changed with { LastTouched = now }, ask, null);
    }

    /// <summary>The stock's answer to the wish.</summary>
    public static CartState Held(CartState cart, HoldReply reply, DateTimeOffset now)
    {
        var wish = cart.Wish!;
        cart = cart with { Wish = null };
        if (reply.Refused is { } refused) return Answer(cart, wish.Ask, refused with { Subject = wish.Ask.Sku });

        var item = cart.Items.FirstOrDefault(line => line.Sku == wish.Ask.Sku);
        return Answer(Changed(Put(cart, item, new(wish.Ask.Sku, wish.Quantity, wish.HoldId, reply.HeldUntil, wish.GroupId)), now), wish.Ask, null);
    }

    public static CartState Released(CartState cart) => cart with { ToRelease = [] };

    /// <summary>Why this many units cannot be bought, as far as the catalogue knows. Units that are held were granted while they were on sale.</summary>
    /// <param name="product">The product.</param>
    /// <param name="quantity">All units of it in the cart.</param>
    /// <param name="others">Units of other products of its cap group in the cart.</param>
    /// <param name="by">What the owner of the cart has of it already.</param>
    /// <param name="now">The instant to judge the window by.</param>
    public static Refusal? Refuse(Product product, int quantity, int others, Standing by, DateTimeOffset now)
    {
        var terms = product.Terms;
        if (!product.Listed) return new(Reason.NotListed, product.Sku);
        if (quantity > by.Held && terms.OpensFor(by.Segments) is { } opens && now < opens) return new(Reason.NotOnSaleYet, product.Sku, At: opens);
        if (quantity > by.Held && now >= terms.Closes) return new(Reason.SaleOver, product.Sku, At: terms.Closes);
        return OverCap(Reason.OverOrderCap, quantity, terms.PerOrder)
            ?? OverCap(Reason.OverPersonCap, quantity, terms.PerPerson)
            ?? OverCap(Reason.OverOrderCap, quantity + others, product.Group?.PerOrder)
            ?? OverCap(Reason.OverPersonCap, quantity + others, product.Group?.PerPerson);

        Refusal? OverCap(Reason reason, int units, int? cap) => units > cap ? new(reason, product.Sku, cap) : null;
    }

    public static int HeldUnits(CartItem? item, DateTimeOffset now) => item is { HeldUntil: { } until } && now < until ? item.Quantity : 0;

    /// <summary>
    /// The line becomes what its owner holds already: asked under the same id, the stock repeats its answer and decides nothing twice.
    /// </summary>
    private static CartDecision Adopt(
        CartState cart, CartAsk ask, Product product, CartItem? item, int others, CartOwner by, DateTimeOffset now)
    {
        if (Refuse(product, ask.Quantity, others, new(ask.Quantity, by.Segments), now) is { } refused) return (refused, cart);
        if (item is null && cart.Items.Length >= MostLines) return (new(Reason.CartFull, Limit: MostLines), cart);
        return (null, cart with { Wish = new(ask, ask.Quantity, ask.HoldId!, Replaces: null, product.GroupId, by.Segments) });
    }

    /// <summary>A line has one hold: where it has one already, the other's units are asked for anew together with its own.</summary>
    private static CartState ReleaseAsked(CartState cart, CartAsk ask) =>
        ask.HoldId is null ? cart : cart with { ToRelease = cart.ToRelease.Add(new(ask.Sku, ask.HoldId)) };

    private static CartState Wish(CartState cart, CartAsk ask, int quantity, Product product, CartItem? item, CartOwner by)
    {
        var number = cart.Holds + 1;
        return cart with { Holds = number, Wish = new(ask, quantity, $"c.{by.Name}.{number}", item?.HoldId, product.GroupId, by.Segments) };
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

/// <param name="Name">Makes hold ids of different customers different.</param>
/// <param name="Segments">The customer's segments, when it matters who asks.</param>
internal readonly record struct CartOwner(string Name, ImmutableArray<string> Segments);

/// <param name="Held">Units of the product that the cart holds.</param>
/// <param name="Segments">The customer's segments, when it matters who asks.</param>
internal readonly record struct Standing(int Held, ImmutableArray<string> Segments);
