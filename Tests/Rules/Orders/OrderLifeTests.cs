using Commerce.Orders;
using Commerce.Payments;
using static Commerce.Tests.Rules.Orders.OrderTesting;

namespace Commerce.Tests.Rules.Orders;

/// <summary>Who may call an order off and until when; authorisations that end; disputes; who, when and why.</summary>
public sealed class OrderLifeTests
{
    private static readonly Actor Hanako = new("hanako", "called off by the customer");
    private static readonly DateTimeOffset Ends = Noon.AddDays(7);

    [Theory]
    [InlineData(CancelPolicy.UntilShipping, true, true)]
    [InlineData(CancelPolicy.UntilCapture, true, false)]
    [InlineData(CancelPolicy.Never, false, false)]
    public void A_customer_cancels_as_the_policy_of_the_day_of_the_order_says(CancelPolicy policy, bool confirmed, bool paid)
    {
        Assert.Null(OrderRules.Cancel(Opened(cancels: policy), new(Hanako), Noon).Reply);
        Assert.Equal(confirmed ? null : Reason.CancelClosed, OrderRules.Cancel(Confirmed(cancels: policy), new(Hanako), Noon).Reply?.Reason);
        Assert.Equal(paid ? null : Reason.CancelClosed, OrderRules.Cancel(Paid(cancels: policy), new(Hanako), Noon).Reply?.Reason);
        Assert.Null(OrderRules.Cancel(Paid(cancels: policy), new(Staff), Noon).Reply);
        Assert.Equal(Reason.WrongStatus, OrderRules.Cancel(PartlyShipped() with { ShopperCancels = policy }, new(Hanako), Noon).Reply!.Reason);
    }

    [Fact]
    public void A_deposit_is_called_off_and_its_voucher_cancelled()
    {
        var order = Deposit().After(OrderRules.Cancel(Deposit(), new(Hanako), Noon));
        Assert.Equal((OrderStatus.Cancelled, OrderEffects.ReleaseUnits, PaymentVerb.Cancel), (order.Status, order.Owed, OrderRules.NextTask(order)!.Verb));
    }

    [Fact]
    public void Every_change_says_who_when_and_why()
    {
        var order = Paid().After(OrderRules.Refund(Paid(), new("r1", new(800), Staff), Noon.AddHours(1)));
        Assert.Equal(new(OrderStatus.Paid, Noon.AddHours(1), Staff, OrderDeed.RefundPromised, "800"), order.Steps[^1]);
        Assert.Equal((Staff, Noon.AddHours(1)), (order.Payment.Refunds[0].By, order.Payment.Refunds[0].At));

        order = order.After(OrderRules.Cancel(order, new(Staff), Noon.AddHours(2)));
        Assert.Contains(new(OrderStatus.Cancelled, Noon.AddHours(2), Staff), order.Steps);
        Assert.Equal(new(OrderStatus.Cancelled, Noon.AddHours(2), Staff, OrderDeed.RefundPromised, "19000"), order.Steps[^1]);
    }

    [Fact]
    public void An_order_never_changes_its_prices()
    {
        var quote = Paid().Quote;
        foreach (var order in new[] { Confirmed(), Deposit(), Paid().After(OrderRules.Refund(Paid(), new("r", new(1), Staff), Noon)) })
        {
            Assert.Equal(quote, order.Quote);
        }

        var shipped = PartlyShipped();
        Assert.Equal(Three().Quote.Total, shipped.After(OrderRules.Cancel(shipped, new(Staff), Noon)).Quote.Total);
    }

    [Fact]
    public void An_authorisation_is_warned_of_twice_and_then_ends()
    {
        var order = Confirmed(captureBefore: Ends);
        Assert.Empty(OrderRules.Tick(order, Ends.AddHours(-48).AddTicks(-1)).Events);

        order = order.After(OrderRules.Tick(order, Ends.AddHours(-48)));
        Assert.Equal((OrderDeed.CaptureEndsIn48Hours, OrderStatus.Confirmed), (order.Steps[^1].Deed, order.Status));
        Assert.Empty(OrderRules.Tick(order, Ends.AddHours(-24).AddTicks(-1)).Events);

        order = order.After(OrderRules.Tick(order, Ends.AddHours(-24)));
        Assert.Equal(OrderDeed.CaptureEndsIn24Hours, order.Steps[^1].Deed);
        Assert.Empty(OrderRules.Tick(order, Ends.AddTicks(-1)).Events);

        order = order.After(OrderRules.Tick(order, Ends));
        Assert.Equal((OrderStatus.Expired, OrderEffects.ReleaseUnits, PaymentVerb.Cancel), (order.Status, order.Owed, OrderRules.NextTask(order)!.Verb));
        Assert.Empty(OrderRules.Tick(order, Ends).Events);
    }

    [Fact]
    public void Who_looks_late_is_warned_once_of_the_nearer_end()
    {
        var order = Confirmed(captureBefore: Ends);
        order = order.After(OrderRules.Tick(order, Ends.AddHours(-1)));
        Assert.Equal(OrderDeed.CaptureEndsIn24Hours, order.Steps[^1].Deed);
        Assert.Empty(OrderRules.Tick(order, Ends.AddHours(-1)).Events);
    }

    [Fact]
    public void Seven_days_are_assumed_when_the_provider_names_no_end() =>
        Assert.Equal(Noon.AddDays(7), OrderRules.CaptureEnds(Confirmed()));

    [Fact]
    public void Nothing_is_captured_after_the_end()
    {
        var order = Confirmed(captureBefore: Ends);
        Assert.Equal(Reason.CaptureEnded, OrderRules.Capture(order, new(Staff), 650, Ends).Reply!.Reason);
        order = order.After(OrderRules.Tick(order, Ends));
        Assert.Equal(Reason.CaptureEnded, OrderRules.Capture(order, new(Staff), 650, Ends).Reply!.Reason);
    }

    [Fact]
    public void A_capture_that_was_asked_for_in_time_is_the_providers_to_decide()
    {
        var order = Confirmed(captureBefore: Ends);
        order = order.After(OrderRules.Capture(order, new(Staff), 650, Ends.AddTicks(-1)));
        Assert.Empty(OrderRules.Tick(order, Ends.AddHours(1)).Events);
        Assert.Equal(OrderStatus.Paid, order.Hears(PaymentStanding.Captured, PaymentVerb.Capture, 19_800).Status);

        var late = order.Hears(PaymentStanding.Rejected, PaymentVerb.Capture);
        Assert.Equal((OrderDeed.CaptureRefused, PaymentVerb.Ask), (late.Steps[^1].Deed, OrderRules.NextTask(late)!.Verb));
        Assert.Equal(OrderStatus.Expired, late.Hears(PaymentStanding.Cancelled).Status);
    }

    [Fact]
    public void A_refused_capture_can_be_asked_for_again_under_another_key()
    {
        var order = Confirmed(captureBefore: Ends);
        order = order.After(OrderRules.Capture(order, new(Staff), 650, Noon));
        var first = OrderRules.NextTask(order)!.Key;
        order = order.Hears(PaymentStanding.Rejected, PaymentVerb.Capture).Hears(PaymentStanding.Authorised);
        Assert.Null(OrderRules.NextTask(order));

        order = order.After(OrderRules.Capture(order, new(Staff), 650, Noon));
        Assert.NotEqual(first, OrderRules.NextTask(order)!.Key);
    }

    [Fact]
    public void Money_that_was_captured_although_the_order_had_ended_is_not_lost()
    {
        var order = Confirmed(captureBefore: Ends);
        order = order.After(OrderRules.Tick(order, Ends)).ToldOthers().Hears(PaymentStanding.Captured, PaymentVerb.Ask, 19_800);
        Assert.Equal(OrderEffects.SecureUnits, order.Owed);
        Assert.Equal(OrderStatus.Paid, order.Secured().Status);
        Assert.Equal(new Yen(19_800), order.Secured(new(Reason.SoldOut)).Payment.RefundOwed);
    }

    [Fact]
    public void A_dispute_is_kept_with_each_of_its_turns()
    {
        var opened = new PaymentDispute("dp_1", "needs_response", "fraudulent", new(19_800), Noon.AddDays(9));
        var order = Paid().Hears(PaymentStanding.Captured, captured: 19_800, dispute: opened).Hears(PaymentStanding.Captured, captured: 19_800, dispute: opened);
        Assert.Equal(opened, Assert.Single(order.Disputes));
        Assert.Single(order.Steps, step => step.Deed == OrderDeed.Disputed);

        order = order.Hears(PaymentStanding.Captured, captured: 19_800, dispute: opened with { Status = "lost" });
        Assert.Equal("lost", Assert.Single(order.Disputes).Status);
        Assert.Equal(["needs_response", "lost"], order.Steps.Where(step => step.Deed == OrderDeed.Disputed).Select(step => step.Note));

        for (var i = 2; i < 100; i++) order = order.Hears(PaymentStanding.Captured, captured: 19_800, dispute: opened with { DisputeId = $"dp_{i}" });
        Assert.Equal(OrderRules.MostDisputes, order.Disputes.Length);
        Assert.Equal(OrderStatus.Paid, order.Status);
    }

    [Fact]
    public void An_order_looks_again_soon_while_it_is_busy_and_seldom_while_it_waits_for_days()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), OrderRules.LookAgain(Awaiting(), Noon));
        Assert.Equal(TimeSpan.FromHours(1), OrderRules.LookAgain(Deposit(), Noon));
        Assert.Equal(TimeSpan.FromMinutes(5), OrderRules.LookAgain(Deposit(), PayBefore.AddMinutes(-5)));
        Assert.Equal(TimeSpan.FromHours(1), OrderRules.LookAgain(Confirmed(captureBefore: Ends), Noon));
        Assert.Equal(TimeSpan.FromMinutes(2), OrderRules.LookAgain(Confirmed(captureBefore: Ends), Ends.AddHours(-48).AddMinutes(-2)));
        Assert.Null(OrderRules.LookAgain(Paid(), Noon));
        Assert.Equal(TimeSpan.FromMinutes(1), OrderRules.LookAgain(Paid().After(OrderRules.Refund(Paid(), new("r", new(1), Staff), Noon)), Noon));
    }
}
