using Commerce.Orders;
using Commerce.Payments;
using Commerce.Promotions;
using static Commerce.Tests.Rules.Orders.OrderTesting;

namespace Commerce.Tests.Rules.Orders;

/// <summary>Coupon and points of an order: spent between holds and payment, returned once, earned on delivery.</summary>
public sealed class BenefitsTests
{
    private static readonly Quote Reduced = PricingRules.Price(KagetsudoShop.Basket((KagetsudoShop.Sneakers, 1)), KagetsudoShop.Settings with { Points = new(1) },
        KagetsudoShop.SaleDay, new(Coupon: GoldenPriceTests.Coupon(CouponKind.Amount, 800), Points: 1_000));

    private static readonly OrderState Held = Placed().After(OrderRules.Held(null, Noon.AddMinutes(10), Noon));

    [Fact]
    public void Nothing_can_be_paid_before_coupon_and_points_are_spent()
    {
        Assert.Equal((OrderStatus.Placed, OrderEffects.SpendBenefits), (Held.Status, Held.Owed));
        Assert.Null(OrderRules.NextTask(Held));

        var spent = Held.After(OrderRules.Spent(null, Noon));
        Assert.Equal((OrderStatus.AwaitingPayment, OrderEffects.None), (spent.Status, spent.Owed));
        Assert.Equal((PaymentVerb.Create, new Yen(18_000)), (OrderRules.NextTask(spent)!.Verb, OrderRules.NextTask(spent)!.Amount));
    }

    [Fact]
    public void A_coupon_that_is_used_up_refuses_the_order_and_gives_all_back()
    {
        var refused = Held.After(OrderRules.Spent(new(Reason.CouponUsedUp, "OFF"), Noon));

        Assert.Equal((OrderStatus.Refused, Reason.CouponUsedUp), (refused.Status, refused.Refused!.Reason));
        Assert.Equal(OrderEffects.ReleaseUnits | OrderEffects.ReturnBenefits | OrderEffects.TellCartEnded, refused.Owed);
        Assert.True(OrderRules.AtRest(refused.ToldOthers()));
    }

    [Fact]
    public void Whatever_ends_before_shipping_returns_them()
    {
        var awaiting = Held.After(OrderRules.Spent(null, Noon));
        var paid = awaiting.Hears(PaymentStanding.Captured, captured: 18_000).Secured().ToldOthers();

        Assert.True(Cancelled(Held).Owed.HasFlag(OrderEffects.ReturnBenefits));
        Assert.False(Cancelled(Held).Owed.HasFlag(OrderEffects.SpendBenefits));
        Assert.True(Cancelled(awaiting).Owed.HasFlag(OrderEffects.ReturnBenefits));
        Assert.True(Cancelled(paid).Owed.HasFlag(OrderEffects.ReturnBenefits));
        Assert.True(awaiting.After(OrderRules.Tick(awaiting, Noon.AddMinutes(10))).Owed.HasFlag(OrderEffects.ReturnBenefits));
    }

    [Fact]
    public void Only_what_was_tried_late_is_returned_under_the_late_name()
    {
        var expired = Held.After(OrderRules.Spent(null, Noon), new OrderExpired(Noon, Actor.System));
        Assert.Equal(["order-1"], OrderRules.Spendings(expired).AsEnumerable());

        var late = expired.Hears(PaymentStanding.Captured, captured: 18_000);
        Assert.False(late.Owed.HasFlag(OrderEffects.ReturnBenefits));
        var lost = late.Secured(new(Reason.CouponUsedUp));
        Assert.True(lost.Owed.HasFlag(OrderEffects.ReturnBenefits));
        Assert.Equal(["order-1", "order-1.late"], OrderRules.Spendings(lost).AsEnumerable());
        Assert.Equal(["order-1", "order-1.late"], OrderRules.Spendings(Cancelled(late.Secured())).AsEnumerable());
    }

    [Fact]
    public void An_order_without_any_owes_none()
    {
        Assert.Equal(OrderStatus.AwaitingPayment, Awaiting().Status);
        Assert.False(Cancelled(Awaiting()).Owed.HasFlag(OrderEffects.ReturnBenefits));
    }

    [Theory]
    [InlineData(0, 180)]
    [InlineData(9_000, 90)]
    [InlineData(1, 179)]
    [InlineData(18_000, 0)]
    public void Delivered_goods_earn_points_for_the_money_that_was_kept(long refunded, int points)
    {
        var paid = Held.After(OrderRules.Spent(null, Noon)).Hears(PaymentStanding.Captured, captured: 18_000).Secured().ToldOthers();
        var shipped = paid.After(OrderRules.Ship(paid, new("ヤマト運輸", "1234", Staff), Noon));
        if (refunded > 0) shipped = shipped.After(OrderRules.Refund(shipped, new("r", new(refunded), Staff), Noon));
        var delivered = shipped.After(OrderRules.Deliver(shipped, new(Staff), Noon));

        Assert.Equal(points, OrderRules.PointsEarned(delivered));
        Assert.Equal(points > 0, delivered.Owed.HasFlag(OrderEffects.EarnPoints));
    }

    [Fact]
    public void A_choice_that_does_not_hold_is_no_order()
    {
        var cart = SneakerCart with { Chosen = new(new(CouponCode: "OFF"), [new(Reason.CouponOver, "OFF")], 0) };

        Assert.Equal(Reason.CouponOver, OrderRules.Place(Checkout, cart, new("order-1", "261101-ABC", false, []), Noon).Reply?.Reason);
    }

    [Fact]
    public void The_total_is_that_to_the_recipients_address()
    {
        var shop = KagetsudoShop.Settings with { FreeShippingFrom = null, ShippingTerms = new() { Prefectures = [new("東京都", new(100))] } };
        var cart = SneakerCart with { Quote = PricingRules.Price(KagetsudoShop.Basket((KagetsudoShop.Sneakers, 1)), shop, KagetsudoShop.SaleDay) };
        var frame = new OrderFrame("order-1", "261101-ABC", false, []);

        var refused = OrderRules.Place(Checkout with { ExpectedTotal = cart.Quote.Total }, cart, frame, Noon).Reply!;
        Assert.Equal((Reason.CartChanged, 20_560L), (refused.Reason, refused.Limit));
        var placed = new OrderState().After(OrderRules.Place(Checkout with { ExpectedTotal = new(20_560) }, cart, frame, Noon));
        Assert.Equal(new Yen(760), placed.Quote.Shipping);
    }

    private static OrderState Placed() => new OrderState().After(OrderRules.Place(
        Checkout with { ExpectedTotal = Reduced.Total }, SneakerCart with { Quote = Reduced }, new("order-1", "261101-ABC", false, []), Noon));

    private static OrderState Cancelled(OrderState order) => order.After(OrderRules.Cancel(order, new(Staff), Noon));
}
