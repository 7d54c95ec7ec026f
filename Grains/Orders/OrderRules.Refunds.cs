namespace Commerce.Orders;

using OrderDecision = Decision<Refusal?, OrderEvent>;

public static partial class OrderRules
{
    /// <summary>
    /// An amount, or units and what was paid for them. Stock is not touched: whether a unit can be sold again knows who holds it.
    /// </summary>
    public static OrderDecision Refund(OrderState order, RefundOrderRequest ask, DateTimeOffset now)
    {
        if (order.Status is OrderStatus.Unknown) return new(new Refusal(Reason.UnknownOrder));
        var lines = ask.Lines.IsDefaultOrEmpty ? [] : Merge(ask.Lines);
        var amount = ask.Amount == Yen.Zero && !lines.IsEmpty ? PaidFor(order.Quote, lines) : ask.Amount;
        if (order.Payment.Refunds.FirstOrDefault(refund => refund.Key == ask.Key) is { } earlier)
        {
            return new(earlier.Amount == amount && earlier.Lines.SequenceEqual(lines) ? null : new(Reason.KeyReused, ask.Key));
        }

        var paid = order.Status is OrderStatus.Paid or OrderStatus.PartlyShipped or OrderStatus.Shipped or OrderStatus.Delivered;
        // What an order that is over still has, the provider refused to give back: people try again.
        if (!paid && !(order.Status.IsOver() && order.Payment.Refundable > Yen.Zero)) return new(Wrong(order));
        if (Refuse(lines, order.Quote, Less(Units(order.Quote), GivenUp(order))) is { } refused) return new(refused);
        if (amount <= Yen.Zero) return new(new Refusal(Reason.BadQuantity));
        if (amount > order.Payment.Refundable) return new(new Refusal(Reason.TooMuch, Limit: order.Payment.Refundable.Amount));
        return order.Payment.Refunds.Length >= MostRefunds
            ? new(new Refusal(Reason.TooMany, Limit: MostRefunds))
            : new(null, new RefundPromised(ask.Key, amount, lines, now, ask.By));
    }

    /// <summary>What was paid for units: the price of the order less the line's own share of coupon and points, rounded down.</summary>
    public static Yen PaidFor(Quote quote, ImmutableArray<OrderUnits> units) => new(units.Sum(unit =>
        quote.Lines.FirstOrDefault(line => line.Sku == unit.Sku) is { } line
            ? (long)((Int128)(line.Amount - line.Discount - line.Points).Amount * unit.Quantity / line.Quantity)
            : 0));
}
