using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Silo.Audit;

/// <summary>
/// Sold units and the orders they were sold to: every sold hold has its order, and every order that has units has its hold. Bounded by the
/// number of SKUs, and one SKU's holds.
/// </summary>
internal sealed class OrderCheck(CommerceDb db, DateTimeOffset now)
{
    /// <summary>Younger than this, order and stock of a running shop may not have caught up with each other.</summary>
    public static readonly TimeSpan InFlight = TimeSpan.FromMinutes(2);

    private const int Batch = 500;
    private const string Late = ".late";   // an order takes its units again under this name when its money came too late

    private static readonly OrderStatus[] Selling = [.. OrderStatuses.WithUnits];
    private readonly Dictionary<string, long> _units = [];
    private readonly HashSet<string> _seen = [];

    /// <summary>Adds up what the orders have of each stock.</summary>
    public OrderCheck Count()
    {
        foreach (var (shop, order, _) in Sold(null))
        {
            foreach (var (part, units) in Parts(order)) _units[$"{shop}/{part}"] = _units.GetValueOrDefault($"{shop}/{part}") + units;
        }

        return this;
    }

    public long UnitsOf(string key) => _units.GetValueOrDefault(key);

    public IEnumerable<Finding> Check(string key, SkuLedger ledger)
    {
        _seen.Add(key);
        long matched = 0;
        foreach (var some in ledger.SoldHolds.Chunk(Batch))
        {
            var orders = OrdersOf(Keys.Shop(key), some);
            foreach (var hold in some)
            {
                if (Mismatch(key, hold, orders.GetValueOrDefault(OrderId(hold.Id))) is { } finding) yield return finding;
                else matched += hold.Quantity;
            }
        }

        if (matched == UnitsOf(key)) yield break;
        foreach (var finding in Missing(key, ledger)) yield return finding;
    }

    /// <summary>Orders that have units of what the journal has never heard of.</summary>
    public IEnumerable<Finding> Unheard() =>
        _units.Where(sold => sold.Value > 0 && !_seen.Contains(sold.Key)).Select(sold => new Finding(sold.Key, 0, $"orders have {sold.Value} units, the journal has no such stock"));

    private Finding? Mismatch(string key, LedgerHold hold, (OrderView Order, DateTimeOffset ChangedAt) found)
    {
        var inFlight = hold.EndedAt > now - InFlight || found.ChangedAt > now - InFlight;
        if (found.Order is not { } order) return new(key, 0, $"{hold.Quantity} sold by hold {hold.Id} of {hold.CustomerId}: there is no such order", inFlight);
        if (!Selling.Contains(order.Status)) return new(key, 0, $"{hold.Quantity} sold by hold {hold.Id}: order {order.Number} is {order.Status}", inFlight);
        if (order.CustomerId != hold.CustomerId) return new(key, 0, $"hold {hold.Id} is of {hold.CustomerId}, order {order.Number} of {order.CustomerId}");
        var units = Parts(order).GetValueOrDefault(Keys.Rest(key));
        return units == hold.Quantity ? null : new(key, 0, $"{hold.Quantity} sold by hold {hold.Id}: order {order.Number} has {units}");
    }

    private IEnumerable<Finding> Missing(string key, SkuLedger ledger)
    {
        foreach (var (_, order, changedAt) in Sold(Keys.Shop(key)))
        {
            if (!Parts(order).TryGetValue(Keys.Rest(key), out var units)) continue;
            if (new[] { order.OrderId, order.OrderId + Late }.Any(id => ledger.Find(id) is { Standing: LedgerStanding.Sold })) continue;
            yield return new(key, 0, $"order {order.Number} is {order.Status} with {units} units: no hold was sold to it", changedAt > now - InFlight);
        }
    }

    private Dictionary<string, (OrderView Order, DateTimeOffset ChangedAt)> OrdersOf(string shop, IEnumerable<LedgerHold> holds)
    {
        var ids = holds.Select(hold => OrderId(hold.Id)).ToArray();
        return db.Orders.AsNoTracking().Where(row => row.Shop == shop && ids.Contains(row.OrderId))
            .Select(row => new { row.OrderId, row.Body, row.ChangedAt }).AsEnumerable()
            .ToDictionary(row => row.OrderId, row => (OrderRows.ToView(row.Body), row.ChangedAt));
    }

    private IEnumerable<(string Shop, OrderView Order, DateTimeOffset ChangedAt)> Sold(string? shop) =>
        db.Orders.AsNoTracking().Where(row => (shop == null || row.Shop == shop) && Selling.Contains(row.Status))
            .Select(row => new { row.Shop, row.Body, row.ChangedAt }).AsEnumerable()
            .Select(row => (row.Shop, OrderRows.ToView(row.Body), row.ChangedAt));

    /// <summary>What an order takes from each stock: of its SKUs, and of the cap groups that they belong to.</summary>
    private static Dictionary<string, int> Parts(OrderView order)
    {
        var parts = new Dictionary<string, int>();
        foreach (var line in order.Quote.Lines)
        {
            parts[line.Sku] = parts.GetValueOrDefault(line.Sku) + line.Quantity;
            if (line.GroupId is not { } group) continue;
            parts[CapGroup.StockPart(group)] = parts.GetValueOrDefault(CapGroup.StockPart(group)) + line.Quantity;
        }

        return parts;
    }

    private static string OrderId(string holdId) => holdId.EndsWith(Late, StringComparison.Ordinal) ? holdId[..^Late.Length] : holdId;
}
