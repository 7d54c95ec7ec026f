using Commerce.Messaging;
using Commerce.Orders;
using Commerce.Payments;
using static Commerce.Tests.Rules.Orders.OrderTesting;

namespace Commerce.Tests.Rules.Orders;

public sealed class PaymentTests
{
    [Fact]
    public void The_first_sight_of_a_payment_lengthens_the_holds_once()
    {
        var order = Awaiting().Hears(PaymentStanding.Open);
        Assert.Equal(OrderEffects.ExtendHolds, order.Owed);

        Assert.Equal(OrderEffects.None, order.Done(OrderEffects.ExtendHolds).Hears(PaymentStanding.Open).Owed);
    }

    [Fact]
    public void Money_sells_the_units_before_the_order_is_called_paid()
    {
        var order = Opened().Hears(PaymentStanding.Captured, captured: 19_800);
        Assert.Equal((OrderStatus.AwaitingPayment, OrderEffects.SecureUnits), (order.Status, order.Owed));

        order = order.Secured();
        Assert.Equal((OrderStatus.Paid, OrderEffects.TellCartBought), (order.Status, order.Owed));
        Assert.Equal(MessagePurpose.OrderPaid, Assert.Single(order.Notices));
    }

    [Fact]
    public void Word_of_the_same_money_again_changes_nothing_but_the_version()
    {
        var order = Paid();
        var again = order.Hears(PaymentStanding.Captured, captured: 19_800);

        Assert.Equal(order, again with { Version = order.Version, Payment = order.Payment });
        Assert.Equal(order.Payment, again.Payment with { Refunds = order.Payment.Refunds });
    }

    [Fact]
    public void What_is_known_of_a_payment_never_moves_back()
    {
        Assert.Equal(PaymentStanding.Captured, Paid().Hears(PaymentStanding.Open).Payment.Standing);
        Assert.Equal(PaymentStanding.Captured, Paid().Hears(PaymentStanding.Authorised).Payment.Standing);
        Assert.Equal(new Yen(19_800), Paid().Hears(PaymentStanding.Captured, captured: 0).Payment.Captured);
    }

    [Fact]
    public void A_declined_card_leaves_the_order_open_for_another_try()
    {
        var order = Opened().Hears(PaymentStanding.Open, decline: "insufficient_funds");

        Assert.Equal((OrderStatus.AwaitingPayment, "insufficient_funds"), (order.Status, order.Payment.DeclineCode));
        Assert.Equal(OrderStatus.Paid, order.Hears(PaymentStanding.Captured, captured: 19_800).Secured().Status);
    }

    [Fact]
    public void No_answer_is_asked_for_again_with_the_same_key()
    {
        var order = Awaiting();
        var unknown = order.Hears(PaymentStanding.Unknown, PaymentVerb.Create, key: "order-1.create");

        Assert.True(unknown.Payment.Unsettled);
        Assert.Equal(OrderRules.NextTask(order), OrderRules.NextTask(unknown));
    }

    [Fact]
    public void An_unpaid_order_ends_with_its_hold_and_its_payment_is_cancelled()
    {
        var order = Opened();
        Assert.IsType<PaymentAsked>(Assert.Single(OrderRules.Tick(order, Noon.AddMinutes(10).AddTicks(-1)).Events));

        order = order.After(OrderRules.Tick(order, Noon.AddMinutes(10)));
        Assert.Equal((OrderStatus.Expired, PaymentVerb.Cancel), (order.Status, OrderRules.NextTask(order)!.Verb));
        Assert.Equal(OrderEffects.ReleaseUnits | OrderEffects.TellCartEnded, order.Owed);
        Assert.Null(OrderRules.NextTask(order.Hears(PaymentStanding.Cancelled, PaymentVerb.Cancel)));
    }

    [Fact]
    public void An_opening_without_an_answer_is_repeated_before_it_is_cancelled()
    {
        var order = Awaiting().Hears(PaymentStanding.Unknown, PaymentVerb.Create);
        order = order.After(OrderRules.Tick(order, Noon.AddMinutes(10)));

        Assert.Equal(PaymentVerb.Create, OrderRules.NextTask(order)!.Verb);
        Assert.Equal(PaymentVerb.Cancel, OrderRules.NextTask(order.Hears(PaymentStanding.Open, PaymentVerb.Create))!.Verb);
    }

    [Fact]
    public void Money_after_expiry_takes_the_units_again_if_they_are_there()
    {
        var order = Expired().Hears(PaymentStanding.Captured, captured: 19_800);
        Assert.Equal(OrderEffects.SecureUnits, order.Owed);
        Assert.Equal(OrderStatus.Paid, order.Secured().Status);
    }

    [Fact]
    public void Money_after_expiry_goes_back_once_when_the_units_are_gone()
    {
        var order = Expired().Hears(PaymentStanding.Captured, captured: 19_800).Secured(new(Reason.SoldOut)).ToldOthers();
        Assert.Equal((OrderStatus.Expired, new Yen(19_800)), (order.Status, order.Payment.RefundOwed));

        var task = OrderRules.NextTask(order)!;
        Assert.Equal((PaymentVerb.Refund, new Yen(19_800)), (task.Verb, task.Amount));
        order = order.Hears(PaymentStanding.Captured, PaymentVerb.Refund, 19_800, 0, task.Key);
        Assert.Equal((Yen.Zero, new Yen(19_800)), (order.Payment.RefundOwed, order.Payment.Refunded));
        Assert.Null(OrderRules.NextTask(order.Hears(PaymentStanding.Captured, captured: 19_800, refunded: 19_800)));
    }

    [Fact]
    public void An_authorisation_after_cancelling_is_cancelled_and_captured_money_goes_back()
    {
        var cancelled = Opened().After(OrderRules.Cancel(Opened(), new(Staff), Noon)).ToldOthers();

        Assert.Equal(PaymentVerb.Cancel, OrderRules.NextTask(cancelled.Hears(PaymentStanding.Authorised))!.Verb);
        var late = cancelled.Hears(PaymentStanding.Captured, captured: 19_800).Hears(PaymentStanding.Captured, captured: 19_800);
        Assert.Equal((OrderStatus.Cancelled, new Yen(19_800)), (late.Status, late.Payment.RefundOwed));
    }

    [Fact]
    public void A_refused_cancellation_means_that_our_picture_is_old_so_it_is_asked_for()
    {
        var order = Expired().Hears(PaymentStanding.Rejected, PaymentVerb.Cancel);
        Assert.Equal(PaymentVerb.Ask, OrderRules.NextTask(order)!.Verb);
    }

    [Fact]
    public void A_provider_that_refuses_to_open_the_payment_ends_the_order()
    {
        var order = Awaiting().Hears(PaymentStanding.Rejected, PaymentVerb.Create, decline: "amount_too_small");
        Assert.Equal(OrderStatus.Cancelled, order.Status);
        Assert.Null(OrderRules.NextTask(order));
    }

    [Fact]
    public void Word_of_a_change_is_asked_for_and_not_at_all_when_nothing_can_change()
    {
        var order = Opened().After(OrderRules.Stirred(Opened()));
        Assert.Equal(PaymentVerb.Ask, OrderRules.NextTask(order)!.Verb);
        Assert.Null(OrderRules.NextTask(order.Hears(PaymentStanding.Open)));
        Assert.IsType<PaymentAsked>(Assert.Single(OrderRules.Stirred(Paid()).Events));   // it can still be refunded or disputed elsewhere
        Assert.Empty(OrderRules.Stirred(Expired().Hears(PaymentStanding.Cancelled, PaymentVerb.Cancel)).Events);
        Assert.Empty(OrderRules.Stirred(Awaiting()).Events);
    }

    [Fact]
    public void An_order_that_ends_opens_the_payment_that_nobody_heard_of_again_and_cancels_it()
    {
        var order = Awaiting();
        var opening = OrderRules.NextTask(order)!;
        var over = order.After(OrderRules.Tick(order, Noon.AddMinutes(10))).ToldOthers();

        Assert.Equal((OrderStatus.Expired, PaymentVerb.Create, opening.Key), (over.Status, OrderRules.NextTask(over)?.Verb, OrderRules.NextTask(over)?.Key));
        Assert.Equal(PaymentVerb.Cancel, OrderRules.NextTask(over.Hears(PaymentStanding.Open, PaymentVerb.Create))!.Verb);
    }

    [Fact]
    public void An_answer_from_before_the_last_word_of_a_change_does_not_settle_it()
    {
        var asked = Paid().After(OrderRules.Stirred(Paid()));
        var before = OrderRules.NextTask(asked)!;
        var stirred = asked.After(OrderRules.Stirred(asked));   // given back at the provider, while it was asked

        var heard = stirred.Hears(PaymentStanding.Captured, captured: 19_800, key: before.Key);
        var again = OrderRules.NextTask(heard)!;
        Assert.Equal(PaymentVerb.Ask, again.Verb);
        Assert.NotEqual(before.Key, again.Key);

        var settled = heard.Hears(PaymentStanding.Captured, captured: 19_800, refunded: 19_800, key: again.Key);
        Assert.Equal(new Yen(19_800), settled.Payment.Refunded);
        Assert.Null(OrderRules.NextTask(settled));
    }

    private static OrderState Expired()
    {
        var order = Opened();
        return order.After(OrderRules.Tick(order, Noon.AddMinutes(10))).ToldOthers();
    }
}
