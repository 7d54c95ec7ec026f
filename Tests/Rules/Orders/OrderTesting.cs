using Commerce.Carts;
using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Shops;

namespace Commerce.Tests.Rules.Orders;

/// <summary>Named orders on their way, and rules applied as the grain applies them.</summary>
internal static class OrderTesting
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 1, 3, 0, 0, TimeSpan.Zero);
    public static readonly Actor Staff = new("owner", "asked for it");
    public static readonly Recipient Hanako = new("山田花子", "09012345678", "1500001", "東京都", "渋谷区", "神宮前1-1-1", "");

    public static readonly Quote Sneaker = new(1, [new("P4", "限定スニーカー", 1, new(19_800), new(19_800), TaxClass.Standard, 10)],
        new(19_800), Yen.Zero, null, new(19_800), [new(10, new(19_800), new(1_800))], TaxRounding.Down);

    public static readonly CartView SneakerCart = new("1.1",
        [new("P4", "限定スニーカー", "/p4.svg", 1, new(19_800), 1, "cart-hold", Noon.AddMinutes(5), null)], Sneaker);

    public static readonly PlaceOrderRequest Checkout = new("hanako", "1.1", new(19_800), Hanako);

    public static OrderState Placed(bool captureLater = false, int feeRate = 0, CancelPolicy cancels = CancelPolicy.UntilShipping) =>
        new OrderState().After(OrderRules.Place(Checkout, SneakerCart, new("order-1", "261101-ABC", captureLater, [], feeRate, cancels), Noon));

    public static OrderState Awaiting(bool captureLater = false, int feeRate = 0, CancelPolicy cancels = CancelPolicy.UntilShipping) =>
        Placed(captureLater, feeRate, cancels).After(OrderRules.Held(null, Noon.AddMinutes(10), Noon));

    public static OrderState Opened(bool captureLater = false, int feeRate = 0, CancelPolicy cancels = CancelPolicy.UntilShipping) =>
        Awaiting(captureLater, feeRate, cancels).Hears(PaymentStanding.Open).Done(OrderEffects.ExtendHolds);

    public static OrderState Paid(int feeRate = 0, CancelPolicy cancels = CancelPolicy.UntilShipping) => Opened(false, feeRate, cancels).Hears(PaymentStanding.Captured, captured: 19_800).Secured().ToldOthers();

    public static OrderState Confirmed(DateTimeOffset? captureBefore = null, CancelPolicy cancels = CancelPolicy.UntilShipping) =>
        Opened(captureLater: true, cancels: cancels).Hears(PaymentStanding.Authorised, captureBefore: captureBefore).Secured().ToldOthers();

    /// <summary>To be paid at a convenience store until <see cref="PayBefore"/>: the voucher is issued and the units are kept.</summary>
    public static OrderState Deposit() => KonbiniOpened().Hears(PaymentStanding.AwaitingDeposit, voucher: Voucher).Secured().ToldOthers();

    public static OrderState KonbiniOpened()
    {
        var order = new OrderState().After(OrderRules.Place(
            Checkout with { Payment = new(PaymentMethod.Konbini) }, SneakerCart, new("order-1", "261101-ABC", true, [], 550), Noon));
        return order.After(OrderRules.Held(null, Noon.AddMinutes(10), Noon)).Hears(PaymentStanding.Open).Done(OrderEffects.ExtendHolds);
    }

    public static readonly DateTimeOffset PayBefore = Noon.AddDays(3);

    public static readonly DepositVoucher Voucher = new("https://pay.example/voucher/1", PayBefore);

    public static OrderState PartlyShipped() =>
        Three().After(OrderRules.Ship(Three(), new("ヤマト運輸", "1", Staff) { Lines = [new("P4", 1)] }, Noon)).ToldOthers();

    /// <summary>Paid, with three units to send.</summary>
    public static OrderState Three() => Paid() with
    {
        Quote = Sneaker with { Lines = [Sneaker.Lines[0] with { Quantity = 3, UnitPrice = new(6_600) }] },
    };

    public static OrderState After(this OrderState order, Decision<Refusal?, OrderEvent> decision) =>
        decision.Events.Aggregate(order, OrderRules.Apply);

    public static OrderState After(this OrderState order, params OrderEvent[] events) => events.Aggregate(order, OrderRules.Apply);

    public static OrderState Done(this OrderState order, OrderEffects effects) => order.After(new EffectsDone(effects));

    public static OrderState Secured(this OrderState order, Refusal? lost = null) => order.After(OrderRules.Secured(order, lost, Noon));

    /// <summary>Everything that the grain tells others is told.</summary>
    public static OrderState ToldOthers(this OrderState order) =>
        order.After(
        [
            new EffectsDone(order.Owed), .. order.Notices.Select(purpose => new NoticeQueued(purpose)),
            .. order.PartNotices.Select(notice => new PartNoticeQueued(notice)),
        ]);

    public static OrderState Hears(
        this OrderState order, PaymentStanding standing, PaymentVerb verb = PaymentVerb.Ask,
        long captured = 0, long refunded = 0, string? key = null, string? decline = null,
        DepositVoucher? voucher = null, PaymentDispute? dispute = null, DateTimeOffset? captureBefore = null, DateTimeOffset? at = null) =>
        order.After(OrderRules.Heard(
            order, new(verb, key ?? OrderRules.NextTask(order)?.Key ?? "order-1.ask", standing, "pi_1", new(captured), new(refunded), captureBefore, decline, voucher, dispute), at ?? Noon));
}
