namespace Commerce.Carts;

/// <summary>How an episode of a cart ends: ordered, or left behind and reminded of, once.</summary>
internal static partial class CartRules
{
    public const int MostOrders = 16;

    /// <summary>Bought units leave, once per order. Whatever ended, no reminder of it follows.</summary>
    public static CartState Bought(CartState cart, BoughtRequest ask)
    {
        if (cart.Orders.Contains(ask.OrderId)) return cart;

        var bought = ask.Units.ToLookup(units => units.Sku, units => units.Quantity);
        return cart with
        {
            // The order took the place of the line's hold; what is left of the line holds nothing.
            Items =
            [
                .. cart.Items
                    .Select(item => bought.Contains(item.Sku) ? item with { Quantity = item.Quantity - bought[item.Sku].Sum(), HeldUntil = null } : item)
                    .Where(item => item.Quantity > 0),
            ],
            Revision = cart.Revision + 1,
            Standing = EpisodeStanding.Over,
            Orders = [.. cart.Orders.TakeLast(MostOrders - 1), ask.OrderId],
            // Wrapping, coupon and points were for that order; where its owner lives is not.
            Choices = CartChoices.None with { Prefecture = cart.Choices.Prefecture, PostalCode = cart.Choices.PostalCode },
        };
    }

    /// <summary>Ends a checkout once: the cart can be ordered again, under another key and with new holds.</summary>
    public static CartState CheckoutEnded(CartState cart, CheckoutEndedRequest ask) =>
        ask.CheckoutKey != CheckoutKey(cart)
            ? cart
            : cart with { Revision = cart.Revision + 1, Items = [.. cart.Items.Select(item => item with { HeldUntil = null })] };

    /// <summary>A reminder came, on time, late or again. The state decides what it means.</summary>
    public static CartTick Tick(CartState cart, DateTimeOffset now, TimeSpan remindAfter) => cart.Standing switch
    {
        EpisodeStanding.Open when now - cart.LastTouched < remindAfter => new(TickMeans.NotYet, cart, remindAfter - (now - cart.LastTouched)),
        EpisodeStanding.Open => new(TickMeans.Remind, cart with { Standing = EpisodeStanding.Reminded }, default),
        // Stored, and then perhaps not handed to the outbox: handing it over again is safe.
        EpisodeStanding.Reminded => new(TickMeans.Remind, cart, default),
        _ => new(TickMeans.Over, cart, default),
    };

    public static string EpisodeName(CartState cart) => cart.Episode.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Still left behind: neither bought nor emptied nor touched since.</summary>
    public static bool IsDue(CartState cart, ReminderRequest ask) =>
        cart.Standing == EpisodeStanding.Reminded && EpisodeName(cart) == ask.Episode;
}

internal enum TickMeans { Over, NotYet, Remind }

/// <param name="Wait">How long until the cart counts as left behind, when it does not yet.</param>
internal readonly record struct CartTick(TickMeans Means, CartState Cart, TimeSpan Wait);
