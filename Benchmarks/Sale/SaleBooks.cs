using System.Text.Json;

namespace Commerce.Benchmarks.Sale;

internal sealed record Check(string What, bool Holds, string Seen);

/// <summary>Compares, after the rush, what every part of the shop believes: stock, orders, Stripe, the desk and the shoppers.</summary>
internal sealed class SaleBooks(SaleSettings sale, ShopClient staff, Func<JsonElement> desk, IReadOnlyCollection<SaleShopper> shoppers)
{
    private const string StaffApi = "/api/shops/" + SaleSettings.Shop + "/staff";

    /// <summary>Payments under way are settled by the shop itself within its minute; then everything must agree.</summary>
    public async Task<IReadOnlyList<Check>> CheckAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            var checks = await LookAsync();
            if (attempt == 90 || checks.All(check => check.Holds)) return checks;
            await Task.Delay(1000);
        }
    }

    private async Task<IReadOnlyList<Check>> LookAsync()
    {
        var orders = await OrdersAsync();
        var paid = orders.Where(order => order.IsPaid).ToList();
        var stock = BookedStock.Of((await staff.GetAsync("stock", $"{StaffApi}/stock/{SaleSettings.Sku}")).Body);
        return [.. StockChecks(stock, orders, paid), .. ShopperChecks(paid), .. await StripeChecksAsync(orders, paid), DeskCheck(stock, orders, paid)];
    }

    private IEnumerable<Check> StockChecks(BookedStock stock, List<BookedOrder> orders, List<BookedOrder> paid)
    {
        yield return new(
            "sold + held + free = supply",
            stock.Sold + stock.Held + stock.Free == stock.Supply && stock.Supply == sale.Stock,
            $"{stock.Sold} + {stock.Held} + {stock.Free} = {stock.Supply}");
        yield return new("never more sold than there were", stock.Sold <= sale.Stock && stock.Free >= 0, $"{stock.Sold} of {sale.Stock}");
        var ordered = paid.Sum(order => order.Units);
        yield return new("units sold = units in paid orders", stock.Sold == ordered, $"{stock.Sold} and {ordered}");
        var most = orders.Where(order => order.CountsAgainstCap).GroupBy(order => order.Customer)
            .Select(one => one.Sum(order => order.Units)).DefaultIfEmpty().Max();
        yield return new("nobody above the cap", most <= SaleSettings.CapPerPerson, $"at most {most} per person");
    }

    private IEnumerable<Check> ShopperChecks(List<BookedOrder> paid)
    {
        var told = shoppers.Where(shopper => shopper.PaidOrder is not null).Select(shopper => shopper.PaidOrder!).ToList();
        var known = paid.Select(order => order.Id).ToHashSet();
        yield return new("what a shopper was told is paid, is paid", told.All(known.Contains), $"{told.Count} told, {known.Count} paid");
        var customers = paid.Select(order => order.Customer).Distinct().Count();
        yield return new("one order per checkout", paid.Count == customers, $"{paid.Count} orders of {customers} shoppers");
    }

    private async Task<IEnumerable<Check>> StripeChecksAsync(List<BookedOrder> orders, List<BookedOrder> paid)
    {
        var stripe = (await staff.GetAsync("Stripe's own count", "/sim/stripe/_sim/counters")).Body;
        var charges = stripe.GetProperty("chargesByOrder").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt32());
        var money = stripe.GetProperty("capturedYen").GetInt64() - stripe.GetProperty("refundedYen").GetInt64();
        var owned = orders.Sum(order => order.Money);
        return
        [
            new("one charge per paid order", paid.All(order => charges.GetValueOrDefault(order.Id) == 1) && charges.Values.All(n => n == 1),
                $"{charges.Values.Sum()} charges for {paid.Count} orders"),
            new("money at Stripe = money in the orders", money == owned, $"¥{money:N0} and ¥{owned:N0}"),
        ];
    }

    private Check DeskCheck(BookedStock stock, List<BookedOrder> orders, List<BookedOrder> paid)
    {
        var books = new DeskView(stock, paid.Count, orders.Sum(order => order.Money));
        return DeskView.Of(desk()) is { } shown
            ? new("the desk shows the books", shown == books, $"{shown} and {books}")
            : new("the desk shows the books", false, "the desk was never sent the product");
    }

    private async Task<List<BookedOrder>> OrdersAsync()
    {
        var orders = new List<BookedOrder>();
        for (var after = ""; ;)
        {
            var page = (await staff.GetAsync("order list", $"{StaffApi}/orders?take=200{after}")).Body;
            orders.AddRange(page.GetProperty("orders").EnumerateArray().Select(BookedOrder.Of));
            if (!page.TryGetProperty("next", out var next) || next.GetString() is not { } cursor) return orders;
            after = "&after=" + Uri.EscapeDataString(cursor);
        }
    }
}
