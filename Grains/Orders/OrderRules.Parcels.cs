namespace Commerce.Orders;

using OrderDecision = Decision<Refusal?, OrderEvent>;

public static partial class OrderRules
{
    /// <summary>
    /// Only what is paid leaves the house, in one parcel or several. The same parcel again (carrier and number) changes nothing; with other
    /// contents it is refused. When all is out the order is shipped.
    /// </summary>
    public static OrderDecision Ship(OrderState order, ShipOrderRequest ask, DateTimeOffset now)
    {
        if (order.Status is OrderStatus.Unknown) return new(new Refusal(Reason.UnknownOrder));
        if (order.Parcels.FirstOrDefault(sent => sent.Carrier == ask.Carrier && sent.TrackingNumber == ask.TrackingNumber) is { } same)
        {
            return new(ask.Lines.IsDefaultOrEmpty || Merge(ask.Lines).SequenceEqual(same.Lines) ? null : new(Reason.KeyReused, ask.TrackingNumber));
        }

        if (order.Status is not (OrderStatus.Paid or OrderStatus.PartlyShipped)) return new(Wrong(order));
        if (string.IsNullOrWhiteSpace(ask.Carrier) || ask.Carrier.Length > 40) return new(new Refusal(Reason.BadRequest, nameof(ask.Carrier)));
        if (ask.TrackingNumber is not { Length: <= 40 }) return new(new Refusal(Reason.BadRequest, nameof(ask.TrackingNumber)));
        if (order.Parcels.Length >= MostParcels) return new(new Refusal(Reason.TooMany, Limit: MostParcels));

        var lines = ask.Lines.IsDefaultOrEmpty ? ToSend(order) : Merge(ask.Lines);
        if (lines.IsEmpty) return new(Wrong(order));
        return Refuse(lines, order.Quote, ToSend(order)) is { } refused
            ? new(refused)
            : new(null, new ParcelSent(new(ask.Carrier, ask.TrackingNumber, lines, now, ask.By)));
    }

    /// <summary>Units that have neither left nor been given up by a refund, in the order of the lines.</summary>
    public static ImmutableArray<OrderUnits> ToSend(OrderState order) =>
        Less(Units(order.Quote), order.Parcels.SelectMany(parcel => parcel.Lines).Concat(GivenUp(order)));

    private static ImmutableArray<OrderUnits> Units(Quote quote) => Merge(quote.Lines.Select(line => new OrderUnits(line.Sku, line.Quantity)));

    private static IEnumerable<OrderUnits> GivenUp(OrderState order) => ReturnRules.GivenUp(order.Payment.Refunds);

    private static ImmutableArray<OrderUnits> Less(ImmutableArray<OrderUnits> units, IEnumerable<OrderUnits> gone)
    {
        var taken = gone.GroupBy(line => line.Sku).ToDictionary(same => same.Key, same => same.Sum(line => line.Quantity));
        return
        [
            .. units.Select(line => line with { Quantity = line.Quantity - taken.GetValueOrDefault(line.Sku) }).Where(line => line.Quantity > 0),
        ];
    }

    private static Refusal? Refuse(ImmutableArray<OrderUnits> lines, Quote quote, ImmutableArray<OrderUnits> left)
    {
        foreach (var line in lines)
        {
            if (line.Quantity < 1) return new(Reason.BadQuantity, line.Sku);
            if (quote.Lines.All(known => known.Sku != line.Sku)) return new(Reason.UnknownProduct, line.Sku);
            var most = left.FirstOrDefault(rest => rest.Sku == line.Sku)?.Quantity ?? 0;
            if (line.Quantity > most) return new(Reason.TooMuch, line.Sku, most);
        }

        return null;
    }

    /// <summary>One entry per SKU. A quantity that is none stays one, so that it is refused and not lost in a sum.</summary>
    private static ImmutableArray<OrderUnits> Merge(IEnumerable<OrderUnits> lines) =>
    [
        .. lines.GroupBy(line => line.Sku, StringComparer.Ordinal).Select(same => new OrderUnits(
            same.Key, same.Any(line => line.Quantity is < 1 or > MostUnits) ? 0 : same.Sum(line => line.Quantity))),
    ];

    private const int MostUnits = 1_000_000;
}
