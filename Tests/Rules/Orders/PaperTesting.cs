using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Payments;
using static Commerce.Tests.Rules.Orders.OrderTesting;

namespace Commerce.Tests.Rules.Orders;

/// <summary>Orders over two tax rates, paid, with the seller that papers are issued by.</summary>
internal static class PaperTesting
{
    /// <summary>Flow 2 before the change of mind: T-SHIRT × 2 and 焼菓子 × 3, shipping 660, wrapping 330.</summary>
    public static readonly Quote Gift = new(2,
        [new("P1", "T-SHIRT", 2, new(1_500), new(3_000), TaxClass.Standard, 10), new("P2", "焼菓子", 3, new(1_080), new(3_240), TaxClass.Reduced, 8)],
        new(6_240), new(660), new(3_760), new(7_230), [new(10, new(3_990), new(362)), new(8, new(3_240), new(240))], Commerce.Shops.TaxRounding.Down)
    {
        Wrapping = new(330),
    };

    /// <summary>After it: with SKIRT × 2 and a coupon of 500, each line's share of which is 136, 147 and 217; shipping free.</summary>
    public static readonly Quote Discounted = Gift with
    {
        Lines =
        [
            Gift.Lines[0] with { Discount = new(136) }, Gift.Lines[1] with { Discount = new(147) },
            new("P3", "SKIRT", 2, new(2_400), new(4_800), TaxClass.Standard, 10, Discount: new(217)),
        ],
        Goods = new(11_040),
        Shipping = Yen.Zero,
        Discount = new(500),
        Total = new(10_870),
        Taxes = [new(10, new(7_777), new(707)), new(8, new(3_093), new(229))],
    };

    public static OrderState PaidFor(Quote quote, DateTimeOffset? at = null)
    {
        var order = Opened() with { Quote = quote, Number = "261101-ABCDEFGHJ", Recipient = KagetsudoShop.Hanako, Legal = KagetsudoShop.Settings.Legal };
        return order.Hears(PaymentStanding.Captured, captured: quote.Total.Amount, at: at).Secured().ToldOthers();
    }

    /// <summary>The refund is asked for, and the provider says that it is done.</summary>
    public static OrderState Refund(this OrderState order, string key, long amount, params OrderUnits[] lines) =>
        order.Promise(key, amount, lines).Settle(key, PaymentStanding.Captured);

    public static OrderState Promise(this OrderState order, string key, long amount, params OrderUnits[] lines)
    {
        var decision = OrderRules.Refund(order, new(key, new(amount), Staff) { Lines = [.. lines] }, Noon.AddDays(3));
        Assert.Null(decision.Reply);
        return order.After(decision);
    }

    public static OrderState Settle(this OrderState order, string key, PaymentStanding standing) =>
        order.Hears(standing, PaymentVerb.Refund, order.Payment.Captured.Amount, 0, $"order-1.refund.{key}", at: Noon.AddDays(3));

    public static OrderState Issue(this OrderState order, string key = "k1", string? to = null, bool again = false, string? number = null)
    {
        var decision = PaperRules.Issue(order, new(key, Staff, number, to, again), Noon.AddDays(2));
        Assert.Null(decision.Reply);
        return order.After(decision);
    }

    public static IEnumerable<Paper> Returns(this OrderState order) => order.Papers.Where(paper => paper.Kind == PaperKind.Return);
}
