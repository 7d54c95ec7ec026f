using System.Text.Json;
using Commerce.Orders;
using Commerce.Silo.Storage;

namespace Commerce.Silo.ReadModel;

/// <summary>An order to its row and back.</summary>
internal static class OrderRows
{
    public static OrderRow From(string shop, OrderView order) => new()
    {
        Shop = shop,
        OrderId = order.OrderId,
        Version = order.Version,
        Number = order.Number,
        CustomerId = order.CustomerId,
        Status = order.Status,
        Total = order.Quote.Total,
        Captured = order.Payment.Captured,
        Refunded = order.Payment.Refunded,
        PlacedAt = order.PlacedAt,
        ChangedAt = order.Steps.IsDefaultOrEmpty ? order.PlacedAt : order.Steps[^1].At,
        Day = OrderIds.Day(order.Number),
        Summary = string.Join("、", order.Quote.Lines.Select(line => $"{line.Name} ×{line.Quantity}")),
        RecipientName = order.Recipient.Name,
        Carrier = order.Shipment?.Carrier,
        Tracking = order.Shipment?.TrackingNumber,
        RefundRefused = !RefundsToSettle.Of(order).IsEmpty,
        Body = JsonSerializer.Serialize(order, StateJson.Options),
        Money =
        [
            .. order.Ledger.Select((entry, place) => new MoneyRow
            {
                Shop = shop, OrderId = order.OrderId, Entry = place, At = entry.At, Number = order.Number, Amount = entry.Amount, Fee = entry.Fee,
            }),
        ],
    };

    public static OrderView ToView(string body) => JsonSerializer.Deserialize<OrderView>(body, StateJson.Options)!;
}
