using Commerce.Messaging;
using Commerce.Orders;
using Commerce.Payments;
using static Commerce.Tests.Rules.Orders.OrderTesting;

namespace Commerce.Tests.Rules.Orders;

/// <summary>Paid at a convenience store: a voucher now, the money within days.</summary>
public sealed class DepositTests
{
    [Fact]
    public void A_voucher_sells_the_units_and_the_order_waits_for_its_money()
    {
        var order = KonbiniOpened().Hears(PaymentStanding.AwaitingDeposit, voucher: Voucher);
        Assert.Equal((OrderStatus.AwaitingPayment, OrderEffects.SecureUnits, PayBefore), (order.Status, order.Owed, order.HeldUntil));

        order = order.Secured();
        Assert.Equal((OrderStatus.AwaitingDeposit, OrderEffects.TellCartBought, Voucher), (order.Status, order.Owed, order.Voucher));
        Assert.Equal(MessagePurpose.OrderAccepted, Assert.Single(order.Notices));
        Assert.Null(OrderRules.NextTask(order));
    }

    [Fact]
    public void Word_of_the_voucher_again_changes_nothing()
    {
        var order = Deposit();
        var again = order.Hears(PaymentStanding.AwaitingDeposit, voucher: Voucher).Hears(PaymentStanding.Open);
        Assert.Equal((order.Status, order.Owed, order.Payment.Standing), (again.Status, again.Owed, again.Payment.Standing));
    }

    [Fact]
    public void The_deposit_pays_the_order_once()
    {
        var order = Deposit().Hears(PaymentStanding.Captured, captured: 19_800);
        Assert.Equal((OrderStatus.Paid, OrderEffects.None), (order.Status, order.Owed));
        Assert.Equal(MessagePurpose.OrderPaid, Assert.Single(order.Notices));

        var again = order.Hears(PaymentStanding.Captured, captured: 19_800);
        Assert.Equal((order.Steps.Length, order.Ledger.Length), (again.Steps.Length, again.Ledger.Length));
    }

    [Fact]
    public void A_voucher_is_asked_about_when_it_runs_out_and_ends_when_nothing_was_paid()
    {
        var order = Deposit();
        Assert.DoesNotContain(OrderRules.Tick(order, PayBefore).Events, happened => happened is OrderExpired);
        order = order.After(OrderRules.Tick(order, PayBefore));
        Assert.Equal(PaymentVerb.Ask, OrderRules.NextTask(order)!.Verb);

        Assert.Equal(OrderStatus.AwaitingDeposit, order.Hears(PaymentStanding.AwaitingDeposit, at: PayBefore.AddTicks(-1)).Status);
        Assert.Equal(OrderStatus.Paid, order.Hears(PaymentStanding.Captured, captured: 19_800, at: PayBefore).Status);

        order = order.Hears(PaymentStanding.Open, at: PayBefore);   // a voucher that ran out is a payment that can be tried again
        Assert.Equal((OrderStatus.Expired, OrderEffects.ReleaseUnits), (order.Status, order.Owed));
        Assert.Equal(PaymentVerb.Cancel, OrderRules.NextTask(order)!.Verb);
        Assert.Equal(MessagePurpose.OrderCancelled, Assert.Single(order.Notices));
    }

    [Fact]
    public void A_provider_that_does_not_answer_keeps_the_units_for_a_day_at_most()
    {
        var order = Deposit();
        Assert.DoesNotContain(OrderRules.Tick(order, PayBefore.AddDays(1).AddTicks(-1)).Events, happened => happened is OrderExpired);
        Assert.Equal(OrderStatus.Expired, order.After(OrderRules.Tick(order, PayBefore.AddDays(1))).Status);
    }

    [Fact]
    public void A_deposit_after_the_end_takes_the_units_again_or_goes_back()
    {
        var late = Ended().Hears(PaymentStanding.Captured, captured: 19_800);
        Assert.Equal(OrderEffects.SecureUnits, late.Owed);
        Assert.Equal(OrderStatus.Paid, late.Secured().Status);

        var lost = late.Secured(new(Reason.SoldOut));
        Assert.Equal((OrderStatus.Expired, new Yen(19_800)), (lost.Status, lost.Payment.RefundOwed));
    }

    [Fact]
    public void A_payment_that_the_provider_cancels_ends_the_order()
    {
        var order = Deposit().Hears(PaymentStanding.Cancelled);
        Assert.Equal((OrderStatus.Expired, OrderEffects.ReleaseUnits, null), (order.Status, order.Owed, OrderRules.NextTask(order)));
    }

    [Fact]
    public void A_voucher_for_units_that_are_gone_is_cancelled()
    {
        var order = KonbiniOpened().Hears(PaymentStanding.AwaitingDeposit, voucher: Voucher).Secured(new(Reason.SoldOut));
        Assert.Equal((OrderStatus.Expired, PaymentVerb.Cancel, Yen.Zero), (order.Status, OrderRules.NextTask(order)!.Verb, order.Payment.RefundOwed));
    }

    [Fact]
    public void A_voucher_issued_after_the_order_ended_is_cancelled()
    {
        var order = KonbiniOpened();
        order = order.After(OrderRules.Tick(order, Noon.AddMinutes(10))).ToldOthers().Hears(PaymentStanding.AwaitingDeposit, voucher: Voucher);
        Assert.Equal((OrderStatus.Expired, OrderEffects.None, PaymentVerb.Cancel), (order.Status, order.Owed, OrderRules.NextTask(order)!.Verb));
    }

    [Fact]
    public void The_task_carries_the_way_to_pay_and_the_fee_and_captures_at_once()
    {
        var order = new OrderState().After(OrderRules.Place(
            Checkout with { Payment = new(PaymentMethod.Konbini) }, SneakerCart, new("order-1", "261101-ABC", true, [], 550), Noon))
            .After(OrderRules.Held(null, Noon.AddMinutes(10), Noon));
        var task = OrderRules.NextTask(order)!;
        Assert.Equal(
            (PaymentVerb.Create, PaymentMethod.Konbini, new Yen(1_089), "hanako", false),
            (task.Verb, task.Method, task.Fee, task.CustomerId, task.CaptureLater));
    }

    [Fact]
    public void The_same_checkout_paid_otherwise_is_another_order()
    {
        var order = KonbiniOpened();
        Assert.Null(OrderRules.Again(order, Checkout with { Payment = new(PaymentMethod.Konbini) }));
        Assert.Equal(Reason.KeyReused, OrderRules.Again(order, Checkout)!.Reason);
        Assert.Null(OrderRules.Again(Awaiting(), Checkout with { Payment = PaymentChoice.NewCard }));
    }

    [Theory]
    [InlineData(PaymentMethod.Card, 49, Reason.AmountTooSmall)]
    [InlineData(PaymentMethod.Card, 50, null)]
    [InlineData(PaymentMethod.Card, 9_999_999, null)]
    [InlineData(PaymentMethod.Card, 10_000_000, Reason.AmountTooLarge)]
    [InlineData(PaymentMethod.Konbini, 119, Reason.AmountTooSmall)]
    [InlineData(PaymentMethod.Konbini, 120, null)]
    [InlineData(PaymentMethod.Konbini, 300_000, null)]
    [InlineData(PaymentMethod.Konbini, 300_001, Reason.AmountTooLarge)]
    [InlineData(PaymentMethod.Unknown, 1_000, Reason.BadRequest)]
    [InlineData((PaymentMethod)77, 1_000, Reason.BadRequest)]
    public void Each_way_to_pay_has_its_limits(PaymentMethod method, long total, Reason? refused)
    {
        var cart = SneakerCart with { Quote = Sneaker with { Total = new(total) } };
        var ask = Checkout with { ExpectedTotal = new(total), Payment = new(method) };
        Assert.Equal(refused, OrderRules.Place(ask, cart, new("order-1", "261101-ABC", false, []), Noon).Reply?.Reason);
    }

    private static OrderState Ended() =>
        Deposit().Hears(PaymentStanding.AwaitingDeposit, at: PayBefore).ToldOthers();
}
