using Commerce.Messaging;
using Commerce.Orders;
using Commerce.Payments;
using static Commerce.Tests.Rules.Orders.OrderTesting;

namespace Commerce.Tests.Rules.Orders;

public sealed class StaffOrderTests
{
    [Fact]
    public void An_authorised_order_is_confirmed_and_paid_only_when_captured()
    {
        var order = Confirmed();
        Assert.Equal(OrderStatus.Confirmed, order.Status);

        order = order.After(OrderRules.Capture(order, new(Staff), 650, Noon));
        Assert.Equal(PaymentVerb.Capture, OrderRules.NextTask(order)!.Verb);
        Assert.Empty(OrderRules.Capture(order, new(Staff), 650, Noon).Events);

        order = order.Hears(PaymentStanding.Captured, PaymentVerb.Capture, 19_800);
        Assert.Equal((OrderStatus.Paid, null), (order.Status, OrderRules.NextTask(order)));
    }

    [Fact]
    public void An_authorisation_that_ran_out_ends_the_order_and_returns_its_units()
    {
        var order = Confirmed().Hears(PaymentStanding.Cancelled);

        Assert.Equal((OrderStatus.Expired, OrderEffects.ReleaseUnits), (order.Status, order.Owed));
        Assert.Equal(MessagePurpose.OrderCancelled, Assert.Single(order.Notices));
    }

    [Fact]
    public void Cancelling_a_paid_order_returns_units_and_money_once()
    {
        var order = Paid();
        order = order.After(OrderRules.Cancel(order, new(Staff), Noon));
        Assert.Equal((OrderStatus.Cancelled, OrderEffects.ReleaseUnits, new Yen(19_800)), (order.Status, order.Owed, order.Payment.RefundOwed));
        Assert.Empty(OrderRules.Cancel(order, new(Staff), Noon).Events);
    }

    [Fact]
    public void Only_what_is_paid_is_shipped_and_only_what_is_shipped_is_delivered()
    {
        var ship = new ShipOrderRequest("ヤマト運輸", "123456789012", Staff);
        Assert.Equal(Reason.WrongStatus, OrderRules.Ship(Opened(), ship, Noon).Reply!.Reason);
        Assert.Equal(Reason.WrongStatus, OrderRules.Deliver(Paid(), new(Staff), Noon).Reply!.Reason);

        var order = Paid().After(OrderRules.Ship(Paid(), ship, Noon));
        Assert.Equal(MessagePurpose.OrderShipped, Assert.Single(order.PartNotices).Purpose);
        Assert.Null(OrderRules.Ship(order, ship, Noon).Reply);
        Assert.Empty(OrderRules.Ship(order, ship, Noon).Events);
        Assert.Equal(Reason.WrongStatus, OrderRules.Ship(order, ship with { TrackingNumber = "999" }, Noon).Reply!.Reason);
        Assert.Equal(Reason.WrongStatus, OrderRules.Cancel(order, new(Staff), Noon).Reply!.Reason);
        Assert.Equal(OrderStatus.Delivered, order.After(OrderRules.Deliver(order, new(Staff), Noon)).Status);
    }

    [Fact]
    public void Refunds_never_pass_what_was_captured_and_one_key_refunds_once()
    {
        var order = Paid();
        order = order.After(OrderRules.Refund(order, new("r1", new(10_000), Staff), Noon));
        Assert.Empty(OrderRules.Refund(order, new("r1", new(10_000), Staff), Noon).Events);
        Assert.Equal(Reason.KeyReused, OrderRules.Refund(order, new("r1", new(9_999), Staff), Noon).Reply!.Reason);

        var refused = OrderRules.Refund(order, new("r2", new(9_801), Staff), Noon).Reply!;
        Assert.Equal((Reason.TooMuch, 9_800L), (refused.Reason, refused.Limit));
        Assert.Equal(Reason.BadQuantity, OrderRules.Refund(order, new("r2", new(-1), Staff), Noon).Reply!.Reason);
    }

    [Fact]
    public void A_refund_is_told_of_when_it_is_done_and_once()
    {
        var order = Paid().ToldOthers();
        order = order.After(OrderRules.Refund(order, new("r1", new(500), Staff), Noon));
        order = order.After(OrderRules.Refund(order, new("r2", new(500), Staff), Noon));
        Assert.Empty(order.PartNotices);

        var first = OrderRules.NextTask(order)!;
        for (var i = 0; i < 3; i++) order = order.Hears(PaymentStanding.Captured, PaymentVerb.Refund, key: first.Key);
        Assert.Equal([new(MessagePurpose.OrderRefunded, "r1")], order.PartNotices.AsEnumerable());
        Assert.False(OrderRules.AtRest(order));

        // Refused, it is for people to settle: the customer hears nothing of money that does not come.
        order = order.ToldOthers();
        order = order.Hears(PaymentStanding.Rejected, PaymentVerb.Refund, key: OrderRules.NextTask(order)!.Key);
        Assert.Empty(order.PartNotices);
        Assert.Equal(PaymentVerb.Ask, OrderRules.NextTask(order)!.Verb);
    }

    /// <summary>What staff call a refund is theirs to choose: no name takes another refund's place.</summary>
    [Theory]
    [InlineData("ended")]
    [InlineData("units-lost")]
    [InlineData("r1.refund.ended")]
    public void A_refund_of_any_name_leaves_the_others_owed(string key)
    {
        var order = Paid().After(OrderRules.Refund(Paid(), new(key, new(800), Staff), Noon));
        order = order.After(OrderRules.Cancel(order, new(Staff), Noon)).ToldOthers();
        var first = OrderRules.NextTask(order)!;
        order = order.Hears(PaymentStanding.Captured, PaymentVerb.Refund, key: first.Key);
        Assert.Equal((new Yen(800), new Yen(19_000)), (order.Payment.Refunded, order.Payment.RefundOwed));

        var second = OrderRules.NextTask(order)!;
        order = order.Hears(PaymentStanding.Captured, PaymentVerb.Refund, key: second.Key);
        Assert.NotEqual(first.Key, second.Key);
        Assert.Equal((new Yen(19_800), Yen.Zero), (order.Payment.Refunded, order.Payment.RefundOwed));
    }

    [Fact]
    public void An_order_that_is_not_there_is_named_so()
    {
        var none = new OrderState();
        Assert.Equal(Reason.UnknownOrder, OrderRules.Cancel(none, new(Staff), Noon).Reply!.Reason);
        Assert.Equal(Reason.UnknownOrder, OrderRules.Capture(none, new(Staff), 650, Noon).Reply!.Reason);
        Assert.Equal(Reason.UnknownOrder, OrderRules.Heard(none, new(PaymentVerb.Ask, "k", PaymentStanding.Captured, "pi", new(1), Yen.Zero, null, null), Noon).Reply!.Reason);
    }

    /// <summary>Every status meets every message: nothing throws, nothing stored is contradicted.</summary>
    [Fact]
    public void Every_status_has_an_answer_to_every_message()
    {
        foreach (var order in StateTableTests.Orders)
        {
            foreach (var verb in Enum.GetValues<PaymentVerb>())
            {
                foreach (var standing in Enum.GetValues<PaymentStanding>())
                {
                    var after = order.Hears(standing, verb, standing == PaymentStanding.Captured ? 19_800 : 0);
                    Assert.True(after.Payment.Captured >= order.Payment.Captured);
                    Assert.True(after.Payment.Refundable >= Yen.Zero);
                }
            }

            _ = (OrderRules.Cancel(order, new(Staff), Noon), OrderRules.Capture(order, new(Staff), 650, Noon), OrderRules.Tick(order, Noon.AddDays(1)));
        }
    }
}
