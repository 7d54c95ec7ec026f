using System.Diagnostics;
using Commerce.Benchmarks.Sale;

namespace Commerce.Benchmarks.Checkout;

/// <param name="Done">Checkouts that ended paid while they were counted.</param>
internal sealed record CheckoutResult(string Store, int Done, TimeSpan Took, IReadOnlyList<Latency> Latencies, IReadOnlyList<Check> Checks, IReadOnlyCollection<string> Wrong)
{
    public bool IsRight => Wrong.Count == 0 && Checks.All(check => check.Holds);
}

/// <summary>Starts the product on one store, lets shoppers buy for a while, and counts the money.</summary>
internal static class CheckoutRun
{
    private const string StaffApi = "/api/shops/" + CheckoutSettings.Shop + "/staff";
    private const int Plenty = 1_000_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task<CheckoutResult> OnAsync(
        string store, CheckoutSettings settings, Dictionary<string, string>? environment, CancellationToken stop)
    {
        await using var server = new ServerProcess(new(environment ?? [])
        {
            ["RateLimits__Orders__PerSecond"] = "100000",
            ["RateLimits__Orders__Burst"] = "100000",
            ["RateLimits__Cart__PerSecond"] = "100000",
            ["RateLimits__Cart__Burst"] = "100000",
        });
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = settings.AtOnce, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = server.Url, Timeout = TimeSpan.FromSeconds(30) };
        await server.StartAsync(http);
        var tally = new SaleTally();
        await using var staff = new Staff(server.Url, tally);
        await staff.SignInAsync(server.Password);
        var stocked = await staff.Client.PostAsync(
            "adjust stock", $"{StaffApi}/stock/{CheckoutSettings.Sku}/adjust", new { delta = Plenty, why = "benchmark" }, key: "benchmark");
        if (!stocked.Ok) throw new InvalidOperationException($"The stock could not be filled: {stocked.Code}");

        var shoppers = await GatherAsync(settings, new(http, tally));
        await BuyAsync(shoppers, settings.AtOnce, WarmUp, new(), stop);
        var before = shoppers.Sum(shopper => shopper.Paid.Count);
        var times = new SaleTally();
        var clock = Stopwatch.StartNew();
        await BuyAsync(shoppers, settings.AtOnce, TimeSpan.FromSeconds(settings.Seconds), times, stop);
        var took = clock.Elapsed;

        var checks = await CheckAsync(staff.Client, shoppers);
        return new(store, shoppers.Sum(shopper => shopper.Paid.Count) - before, took, [.. times.Latencies(), .. tally.Latencies()], checks, [.. times.Wrong, .. tally.Wrong]);
    }

    private static async Task<List<CheckoutShopper>> GatherAsync(CheckoutSettings settings, ShopClient client)
    {
        var names = Enumerable.Range(0, settings.Shoppers).Select(i => $"checkout-{i}").ToArray();
        var users = await client.PostAsync("new LINE users", "/sim/line/_sim/users", new { names, follow = false });
        List<CheckoutShopper> shoppers = [.. users.Body.EnumerateArray().Select(user => new CheckoutShopper(user.GetProperty("userId").GetString()!, client))];
        await Parallel.ForEachAsync(shoppers, new ParallelOptions { MaxDegreeOfParallelism = settings.AtOnce }, async (shopper, _) => await shopper.EnterAsync());
        return shoppers;
    }

    /// <summary>Each worker has shoppers of its own and takes them in turn: nobody has two checkouts at once.</summary>
    private static Task BuyAsync(List<CheckoutShopper> shoppers, int atOnce, TimeSpan span, SaleTally times, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        return Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, shoppers.Count)).Select(worker => Task.Run(async () =>
        {
            var own = shoppers.Where((_, i) => i % atOnce == worker).ToList();
            for (var turn = 0; clock.Elapsed < span && !stop.IsCancellationRequested; turn++)
            {
                var began = Stopwatch.GetTimestamp();
                var wrong = await own[turn % own.Count].BuyAsync();
                times.Time("checkout, from cart to paid", Stopwatch.GetElapsedTime(began), wrong is null);
                if (wrong is not null) times.Fault(wrong);
            }
        }, stop)));
    }

    private static async Task<IReadOnlyList<Check>> CheckAsync(ShopClient staff, List<CheckoutShopper> shoppers)
    {
        for (var attempt = 0; ; attempt++)
        {
            var checks = await LookAsync(staff, shoppers);
            if (attempt == 60 || checks.All(check => check.Holds)) return checks;
            await Task.Delay(1000);   // the order book is written a moment after the orders
        }
    }

    private static async Task<List<Check>> LookAsync(ShopClient staff, List<CheckoutShopper> shoppers)
    {
        var stripe = (await staff.GetAsync("Stripe's own count", "/sim/stripe/_sim/counters")).Body;
        var (captured, refunded) = (stripe.GetProperty("capturedYen").GetInt64(), stripe.GetProperty("refundedYen").GetInt64());
        var told = shoppers.SelectMany(shopper => shopper.Paid).ToList();
        var (orders, money) = await PaidAsync(staff);
        var sold = BookedStock.Of((await staff.GetAsync("stock", $"{StaffApi}/stock/{CheckoutSettings.Sku}")).Body).Sold;
        return
        [
            new("captured at Stripe = sum of paid orders", captured - refunded == money, $"¥{captured - refunded:N0} and ¥{money:N0}"),
            new("captured at Stripe = what shoppers were told", captured == told.Sum(order => order.Yen), $"¥{captured:N0} and ¥{told.Sum(order => order.Yen):N0}"),
            new("paid orders = checkouts that ended paid", orders == told.Count, $"{orders} and {told.Count}"),
            new("units sold = units in paid orders", sold == told.Count, $"{sold} and {told.Count}"),
            new("nobody charged twice", stripe.GetProperty("ordersChargedTwice").GetArrayLength() == 0, $"{stripe.GetProperty("ordersChargedTwice").GetArrayLength()}"),
        ];
    }

    private static async Task<(int Orders, long Money)> PaidAsync(ShopClient staff)
    {
        var (orders, money) = (0, 0L);
        for (var after = ""; ;)
        {
            var page = (await staff.GetAsync("order list", $"{StaffApi}/orders?take=200{after}")).Body;
            foreach (var order in page.GetProperty("orders").EnumerateArray().Select(BookedOrder.Of).Where(order => order.IsPaid))
                (orders, money) = (orders + 1, money + order.Money);
            if (!page.TryGetProperty("next", out var next) || next.GetString() is not { } cursor) return (orders, money);
            after = "&after=" + Uri.EscapeDataString(cursor);
        }
    }
}
