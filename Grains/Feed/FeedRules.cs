using Commerce.Orders;
using Commerce.Stock;

namespace Commerce.Feed;

/// <summary>How the desk follows orders and stock. Pure: what is older than what is known changes nothing.</summary>
internal static class FeedRules
{
    public const int MostOrders = 50;
    public const int MostProducts = 60;
    public static readonly DayTotals NoTotals = new(0, 0, 0, 0, Yen.Zero);

    /// <param name="desk">The desk as it is.</param>
    /// <param name="order">The order as it is.</param>
    /// <param name="placedOn">The shop's day on which it was placed: a later one than the desk's begins that day.</param>
    public static FeedDesk OrderChanged(FeedDesk desk, FeedOrder order, DateOnly placedOn)
    {
        desk = Warn(desk, order);
        if (placedOn < desk.Day) return desk;
        desk = Roll(desk, placedOn);
        var known = desk.Counted.TryGetValue(order.OrderId, out var before);
        if (known && order.Version <= before.Version) return desk;

        // Taken out as it was counted and put in as it is: the totals never have to be summed anew.
        var now = new CountedOrder(order.Version, order.Status, order.Captured, order.Refunded);
        var today = known ? Sum(desk.Today, Totals(before), -1) : desk.Today;
        return desk with
        {
            Counted = desk.Counted.SetItem(order.OrderId, now),
            Today = Sum(today, Totals(now), 1),
            Newest = Show(desk.Newest, order),
        };
    }

    public static FeedDesk StockChanged(FeedDesk desk, StockView stock) =>
        desk.Stocks.TryGetValue(stock.Sku, out var known) && stock.Sequence <= known.Sequence
            ? desk
            : desk with { Stocks = desk.Stocks.SetItem(stock.Sku, stock) };

    /// <summary>A new day begins with no orders; stock is what it is.</summary>
    public static FeedDesk Roll(FeedDesk desk, DateOnly day) => day <= desk.Day ? desk : new()
    {
        Day = day,
        Names = desk.Names,
        Stocks = desk.Stocks,
        ToCapture = desk.ToCapture,
    };

    /// <summary>Of any day: what is to be captured soon is worth a line until it is captured or over.</summary>
    private static FeedDesk Warn(FeedDesk desk, FeedOrder order)
    {
        var known = desk.ToCapture.FirstOrDefault(other => other.OrderId == order.OrderId);
        if (known is null ? order.CaptureEnds is null : order.Version <= known.Version) return desk;
        var others = known is null ? desk.ToCapture : desk.ToCapture.Remove(known);
        return desk with
        {
            ToCapture = order.CaptureEnds is null ? others
                : [.. others.Add(order).OrderBy(other => other.CaptureEnds).ThenBy(other => other.OrderId, StringComparer.Ordinal).Take(MostOrders)],
        };
    }

    /// <summary>The catalogue has a name for this stock that the desk does not know yet.</summary>
    public static bool NeedsName(FeedDesk desk, StockView stock)
    {
        foreach (var name in desk.Names)
        {
            if (name.Sku == stock.Sku) return stock.Terms.Version > name.Version;
        }

        return true;
    }

    public static FeedFrame Frame(FeedDesk desk, long version, DateTimeOffset at) => new(
        version, at, desk.Day, desk.Today,
        [
            .. desk.Names.Where(name => desk.Stocks.ContainsKey(name.Sku))
                .Select(name => new FeedProduct(name.Name, desk.Stocks[name.Sku]))
                .OrderBy(product => Rank(product.Stock))
                .Take(MostProducts),
        ],
        desk.Newest)
    {
        ToCapture = desk.ToCapture,
    };

    /// <summary>What a merchant watches comes first: flash products, other limited ones, then what moved.</summary>
    private static int Rank(StockView stock) => stock switch
    {
        { Terms.HoldInCart: true } => 0,
        { Terms: { Opens: not null } or { Closes: not null } or { PerOrder: not null } or { PerPerson: not null } } => 1,
        { Held: > 0 } or { Sold: > 0 } => 2,
        _ => 3,
    };

    private static DayTotals Totals(CountedOrder order) => order.Status == OrderStatus.Refused
        ? NoTotals
        : new(
            1,
            order.Status.IsAwaited() ? 1 : 0,
            order.Status.IsBought() ? 1 : 0,
            order.Status.IsOver() ? 1 : 0,
            order.Captured - order.Refunded);

    private static DayTotals Sum(DayTotals totals, DayTotals part, int sign) => new(
        totals.Placed + (sign * part.Placed),
        totals.AwaitingPayment + (sign * part.AwaitingPayment),
        totals.Paid + (sign * part.Paid),
        totals.Cancelled + (sign * part.Cancelled),
        totals.Sales + (part.Sales * sign));

    /// <summary>An order whose units are not set aside (yet) is not in the list: a flash sale refuses thousands.</summary>
    private static ImmutableArray<FeedOrder> Show(ImmutableArray<FeedOrder> newest, FeedOrder order)
    {
        var others = newest.RemoveAll(other => other.OrderId == order.OrderId);
        if (order.Status is OrderStatus.Placed or OrderStatus.Refused) return others;

        var place = 0;
        while (place < others.Length && IsNewer(others[place], order)) place++;
        if (place >= MostOrders) return others;
        others = others.Insert(place, order);
        return others.Length > MostOrders ? others.RemoveAt(MostOrders) : others;
    }

    private static bool IsNewer(FeedOrder one, FeedOrder other) =>
        one.PlacedAt > other.PlacedAt || (one.PlacedAt == other.PlacedAt && string.CompareOrdinal(one.OrderId, other.OrderId) > 0);
}
