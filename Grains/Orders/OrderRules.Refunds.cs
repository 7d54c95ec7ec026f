namespace Commerce.Orders;

using OrderDecision = Decision<Refusal?, OrderEvent>;

public static partial class OrderRules
{
    /// <summary>
    /// An amount, or units and what was paid for them; what of each rate goes back is fixed with it (<see cref="ReturnRules"/>). Stock is
    /// not touched: whether a unit can be sold again knows who holds it.
    /// </summary>
    public static OrderDecision Refund(OrderState order, RefundOrderRequest ask, DateTimeOffset now)
    {
        if (order.Status is OrderStatus.Unknown) return new(new Refusal(Reason.UnknownOrder));
        var lines = ask.Lines.IsDefaultOrEmpty ? [] : Merge(ask.Lines);
        var byUnits = ask.Amount == Yen.Zero && !lines.IsEmpty;
        if (order.Payment.Refunds.FirstOrDefault(refund => refund.Key == ask.Key) is { } earlier)
        {
            var same = earlier.Lines.SequenceEqual(lines) && (byUnits ? earlier.ByUnits : earlier.Amount == ask.Amount);
            return new(same ? null : new(Reason.KeyReused, ask.Key));
        }

        var paid = order.Status is OrderStatus.Paid or OrderStatus.PartlyShipped or OrderStatus.Shipped or OrderStatus.Delivered;
        // What an order that is over still has, the provider refused to give back: people try again.
        if (!paid && !(order.Status.IsOver() && order.Payment.Refundable > Yen.Zero)) return new(Wrong(order));
        if (Refuse(lines, order.Quote, Less(Units(order.Quote), GivenUp(order))) is { } refused) return new(refused);
        var amount = byUnits ? ReturnRules.PaidFor(order.Quote, lines, GivenUp(order)) : ask.Amount;
        if (amount <= Yen.Zero) return new(new Refusal(Reason.BadQuantity));
        if (amount > order.Payment.Refundable) return new(new Refusal(Reason.TooMuch, Limit: order.Payment.Refundable.Amount));
        return order.Payment.Refunds.Length >= MostRefunds
            ? new(new Refusal(Reason.TooMany, Limit: MostRefunds))
            : new(null, new RefundPromised(ask.Key, amount, lines, now, ask.By, byUnits));
    }
}
