using Commerce.Orders;
using Commerce.Payments;
using static Commerce.Tests.Rules.Orders.OrderTesting;

namespace Commerce.Tests.Rules.Orders;

public sealed class PlaceOrderTests
{
    [Fact]
    public void A_checkout_becomes_an_order_that_owes_its_holds()
    {
        var order = Placed();

        Assert.Equal((OrderStatus.Placed, OrderEffects.HoldUnits, "cart-hold"), (order.Status, order.Owed, order.CartHolds["P4"]));
        Assert.Null(OrderRules.NextTask(order));
    }

    [Fact]
    public void Held_units_make_it_wait_for_payment_and_open_one()
    {
        var order = Awaiting();

        Assert.Equal((OrderStatus.AwaitingPayment, Noon.AddMinutes(10)), (order.Status, order.HeldUntil));
        Assert.Equal(new PaymentTask(PaymentVerb.Create, "order-1.create", "order-1", "261101-ABC", null, new(19_800), false, CustomerId: "hanako"), OrderRules.NextTask(order));
    }

    [Fact]
    public void A_unit_that_cannot_be_held_ends_the_order_and_gives_back_what_was_held()
    {
        var order = Placed().After(OrderRules.Held(new(Reason.SoldOut, "P4"), null, Noon));

        Assert.Equal((OrderStatus.Refused, Reason.SoldOut), (order.Status, order.Refused!.Reason));
        Assert.Equal(OrderEffects.ReleaseUnits | OrderEffects.TellCartEnded, order.Owed);
        Assert.Null(OrderRules.NextTask(order));
    }

    [Fact]
    public void The_same_checkout_again_is_answered_the_same_and_another_content_is_refused()
    {
        Assert.Null(OrderRules.Again(Awaiting(), Checkout));
        Assert.Equal(Reason.KeyReused, OrderRules.Again(Awaiting(), Checkout with { Recipient = Hanako with { Name = "山田太郎" } })!.Reason);
        Assert.Equal(Reason.KeyReused, OrderRules.Again(Awaiting(), Checkout with { CustomerId = "taro" })!.Reason);
        var refused = Placed().After(OrderRules.Held(new(Reason.SoldOut, "P4"), null, Noon));
        Assert.Equal(Reason.SoldOut, OrderRules.Again(refused, Checkout)!.Reason);
    }

    [Theory]
    [InlineData(19_799)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_total_that_the_shopper_did_not_see_is_refused(long seen)
    {
        var decision = OrderRules.Place(Checkout with { ExpectedTotal = new(seen) }, SneakerCart, Frame, Noon);

        Assert.Equal((Reason.CartChanged, 19_800L), (decision.Reply!.Reason, decision.Reply.Limit));
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void An_empty_an_old_and_an_unbuyable_cart_are_refused()
    {
        Assert.Equal(Reason.CartEmpty, Refusal(SneakerCart with { Lines = [] }));
        Assert.Equal(Reason.CartChanged, Refusal(SneakerCart with { CheckoutKey = "1.2" }));
        Assert.Equal(Reason.SaleOver, Refusal(SneakerCart with { Lines = [SneakerCart.Lines[0] with { Refused = new(Reason.SaleOver) }] }));
    }

    [Fact]
    public void An_order_number_fits_a_parcel_label_and_differs_between_orders()
    {
        var day = new DateOnly(2026, 11, 1);
        var numbers = Enumerable.Range(0, 20_000).Select(i => OrderIds.Number("kagetsudo", OrderIds.Of("kagetsudo", $"U{i}", "1.1"), day)).ToHashSet();

        Assert.Equal(20_000, numbers.Count);
        Assert.All(numbers, number => Assert.Matches("^261101-[2-9A-HJKMNP-TW-Z]{9}$", number));
    }

    private static readonly OrderFrame Frame = new("order-1", "261101-ABC", false, []);

    private static Reason Refusal(Commerce.Carts.CartView cart) => OrderRules.Place(Checkout, cart, Frame, Noon).Reply!.Reason;
}
