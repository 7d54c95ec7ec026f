using System.Text.Json;

namespace Commerce.Benchmarks.Sale;

/// <summary>One order as the staff API tells it.</summary>
internal sealed record BookedOrder(string Id, string Customer, string Status, int Units, long Money)
{
    public bool IsPaid => Status == "paid";

    public bool CountsAgainstCap => Status is "paid" or "awaitingPayment" or "confirmed";

    public static BookedOrder Of(JsonElement order)
    {
        var payment = order.GetProperty("payment");
        return new(
            order.GetProperty("orderId").GetString()!,
            order.GetProperty("customerId").GetString()!,
            order.GetProperty("status").GetString()!,
            order.GetProperty("quote").GetProperty("lines").EnumerateArray()
                .Where(line => line.GetProperty("sku").GetString() == SaleSettings.Sku).Sum(line => line.GetProperty("quantity").GetInt32()),
            payment.GetProperty("captured").GetInt64() - payment.GetProperty("refunded").GetInt64());
    }
}

/// <summary>The numbers of the product on sale, as the stock grain or the desk tells them.</summary>
internal sealed record BookedStock(int Supply, int Free, int Held, int Sold)
{
    public static BookedStock Of(JsonElement stock) => new(
        stock.GetProperty("supply").GetInt32(), stock.GetProperty("free").GetInt32(),
        stock.GetProperty("held").GetInt32(), stock.GetProperty("sold").GetInt32());
}

/// <summary>What the desk shows: the product, how many orders are paid today, and today's sales.</summary>
internal sealed record DeskView(BookedStock Stock, int Paid, long Sales)
{
    public static DeskView? Of(JsonElement frame)
    {
        if (frame.ValueKind != JsonValueKind.Object) return null;
        var product = frame.GetProperty("products").EnumerateArray().FirstOrDefault(p => p.GetProperty("sku").GetString() == SaleSettings.Sku);
        var today = frame.GetProperty("today");
        return product.ValueKind == JsonValueKind.Object
            ? new(BookedStock.Of(product), today.GetProperty("paid").GetInt32(), today.GetProperty("sales").GetInt64())
            : null;
    }
}
