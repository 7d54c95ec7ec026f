using Commerce.Feed;
using Commerce.Orders;

namespace Commerce.Web.Hubs;

/// <summary>The whole desk, in absolute numbers. A screen shows the frame with the highest version and forgets the others.</summary>
/// <param name="ToCapture">Orders whose authorisation ends within 48 hours, the nearest end first.</param>
internal sealed record FeedFrameJson(
    long Version, DateTimeOffset At, DateOnly Day, DayTotalsJson Today, FeedProductJson[] Products, FeedOrderJson[] Orders,
    FeedOrderJson[] ToCapture)
{
    public static FeedFrameJson Of(FeedFrame frame) => new(
        frame.Version, frame.At, frame.Day,
        new(frame.Today.Placed, frame.Today.AwaitingPayment, frame.Today.Paid, frame.Today.Cancelled, frame.Today.Sales.Amount),
        [.. frame.Products.Select(FeedProductJson.Of)],
        [.. frame.Orders.Select(FeedOrderJson.Of)],
        [.. frame.ToCapture.Select(FeedOrderJson.Of)]);
}

/// <param name="Sales">Captured less refunded, of orders placed today; whole yen, tax included.</param>
internal sealed record DayTotalsJson(int Placed, int AwaitingPayment, int Paid, int Cancelled, long Sales);

/// <param name="Refused">How often it was refused, by reason.</param>
internal sealed record FeedProductJson(
    string Sku, string Name, int Supply, int Free, int Held, int Sold, bool Paused, DateTimeOffset? Opens, DateTimeOffset? Closes,
    Dictionary<string, long> Refused)
{
    public static FeedProductJson Of(FeedProduct product) => new(
        product.Stock.Sku, product.Name, product.Stock.Supply, product.Stock.Free, product.Stock.Held, product.Stock.Sold, product.Stock.Paused,
        product.Stock.Terms.Opens, product.Stock.Terms.Closes,
        product.Stock.Refused.ToDictionary(refused => Http.Sentences.Of(refused.Key).Code, refused => refused.Value));
}

internal sealed record FeedOrderJson(
    string OrderId, int Version, string Number, OrderStatus Status, long Total, long Captured, long Refunded,
    DateTimeOffset PlacedAt, DateTimeOffset ChangedAt, string Summary, string CustomerName, DateTimeOffset? CaptureEnds)
{
    public static FeedOrderJson Of(FeedOrder order) => new(
        order.OrderId, order.Version, order.Number, order.Status, order.Total.Amount, order.Captured.Amount, order.Refunded.Amount,
        order.PlacedAt, order.ChangedAt, order.Summary, order.CustomerName, order.CaptureEnds);
}
