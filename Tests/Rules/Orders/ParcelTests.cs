using Commerce.Messaging;
using Commerce.Orders;
using static Commerce.Tests.Rules.Orders.OrderTesting;

namespace Commerce.Tests.Rules.Orders;

/// <summary>What leaves in which parcel, and what is given up instead.</summary>
public sealed class ParcelTests
{
    private static readonly ShipOrderRequest First = new("ヤマト運輸", "1", Staff) { Lines = [new("P4", 1)] };

    [Fact]
    public void An_order_is_shipped_when_all_of_it_is_out()
    {
        var order = PartlyShipped();
        Assert.Equal((OrderStatus.PartlyShipped, 2), (order.Status, Assert.Single(OrderRules.ToSend(order)).Quantity));

        order = order.After(OrderRules.Ship(order, First with { TrackingNumber = "2" }, Noon)).ToldOthers();
        Assert.Equal(OrderStatus.PartlyShipped, order.Status);
        order = order.After(OrderRules.Ship(order, new("佐川急便", "3", Staff), Noon));   // the rest, whatever it is
        Assert.Equal((OrderStatus.Shipped, 3), (order.Status, order.Parcels.Length));
        Assert.Empty(OrderRules.ToSend(order));
        Assert.Single(order.Steps, step => step is { Status: OrderStatus.PartlyShipped, Deed: OrderDeed.Moved });
        Assert.Equal(OrderStatus.Delivered, order.After(OrderRules.Deliver(order, new(Staff), Noon)).Status);
    }

    [Fact]
    public void The_same_parcel_again_changes_nothing_and_with_other_contents_it_is_refused()
    {
        var order = PartlyShipped();
        Assert.Equal((null, 0), (OrderRules.Ship(order, First, Noon).Reply, OrderRules.Ship(order, First, Noon).Events.Length));
        Assert.Empty(OrderRules.Ship(order, First with { Lines = [] }, Noon).Events);
        Assert.Equal(Reason.KeyReused, OrderRules.Ship(order, First with { Lines = [new("P4", 2)] }, Noon).Reply!.Reason);

        // The same number of another carrier is another parcel.
        Assert.Single(OrderRules.Ship(order, First with { Carrier = "佐川急便" }, Noon).Events);
    }

    [Fact]
    public void Each_parcel_is_told_of_under_a_name_of_its_own()
    {
        var one = Three().After(OrderRules.Ship(Three(), First, Noon));
        Assert.Equal([new(MessagePurpose.OrderShipped, "1")], one.PartNotices.AsEnumerable());
        Assert.False(OrderRules.AtRest(one));
        var two = one.ToldOthers().After(OrderRules.Ship(one, First with { TrackingNumber = "2" }, Noon));
        Assert.Equal([new(MessagePurpose.OrderShipped, "2")], two.PartNotices.AsEnumerable());
        Assert.Empty(two.ToldOthers().PartNotices);
    }

    [Theory]
    [InlineData("P4", 4, Reason.TooMuch)]
    [InlineData("P4", 0, Reason.BadQuantity)]
    [InlineData("P4", -1, Reason.BadQuantity)]
    [InlineData("P4", int.MaxValue, Reason.BadQuantity)]
    [InlineData("P9", 1, Reason.UnknownProduct)]
    public void Only_what_was_ordered_and_is_still_here_goes_into_a_parcel(string sku, int units, Reason refused)
    {
        Assert.Equal(refused, OrderRules.Ship(Three(), First with { Lines = [new(sku, units)] }, Noon).Reply!.Reason);
        Assert.Equal(refused, OrderRules.Ship(Three(), First with { Lines = [new("P4", 1), new(sku, units)] }, Noon).Reply!.Reason);
    }

    [Fact]
    public void Two_entries_of_one_product_count_together() =>
        Assert.Equal(Reason.TooMuch, OrderRules.Ship(Three(), First with { Lines = [new("P4", 2), new("P4", 2)] }, Noon).Reply!.Reason);

    [Fact]
    public void Units_that_are_given_up_are_not_sent_any_more_and_the_last_of_them_ends_the_shipping()
    {
        var order = PartlyShipped();
        order = order.After(OrderRules.Refund(order, new("r1", Yen.Zero, Staff) { Lines = [new("P4", 2)] }, Noon));

        Assert.Equal((OrderStatus.Shipped, new Yen(13_200)), (order.Status, order.Payment.RefundOwed));
        Assert.Equal(Reason.WrongStatus, OrderRules.Ship(order, First with { TrackingNumber = "2" }, Noon).Reply!.Reason);
    }

    [Fact]
    public void Units_are_given_up_once()
    {
        var order = Three();
        var ask = new RefundOrderRequest("r1", Yen.Zero, Staff) { Lines = [new("P4", 2)] };
        order = order.After(OrderRules.Refund(order, ask, Noon));

        Assert.Empty(OrderRules.Refund(order, ask, Noon).Events);
        Assert.Equal(Reason.KeyReused, OrderRules.Refund(order, ask with { Lines = [new("P4", 1)] }, Noon).Reply!.Reason);
        Assert.Equal((Reason.TooMuch, 1L), Facts(OrderRules.Refund(order, ask with { Key = "r2" }, Noon).Reply!));
        Assert.Equal(new Yen(6_600), order.After(OrderRules.Refund(order, ask with { Key = "r3", Lines = [new("P4", 1)] }, Noon)).Payment.Refunds[^1].Amount);
    }

    [Fact]
    public void A_discount_is_given_up_with_the_units_it_was_on()
    {
        var quote = Three().Quote with { Lines = [Three().Quote.Lines[0] with { Discount = new(1_000), Points = new(800) }] };
        Assert.Equal(new Yen(6_000), ReturnRules.PaidFor(quote, [new("P4", 1)], []));
        Assert.Equal(new Yen(18_000), ReturnRules.PaidFor(quote, [new("P4", 3)], []));
    }

    [Fact]
    public void Nothing_of_an_order_that_has_left_in_part_is_cancelled() =>
        Assert.Equal(Reason.WrongStatus, OrderRules.Cancel(PartlyShipped(), new(Staff), Noon).Reply!.Reason);

    private static (Reason, long?) Facts(Refusal refused) => (refused.Reason, refused.Limit);
}
