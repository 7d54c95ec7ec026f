namespace Commerce.Benchmarks.Stock;

/// <summary>Holds over HTTP beside the plainest answer of the same server, on the same connections.</summary>
internal sealed class HttpComparison(StockSettings asked, StockResult result)
{
    /// <summary>Signing in more shoppers takes longer than all the rounds; a round that has asked for all of them ends early.</summary>
    private const int Shoppers = 20_000;

    public async Task RunAsync()
    {
        var plan = StockPlan.OneSku(Math.Min(Shoppers, asked.Requests));
        var rounds = new StockRounds(asked, result);
        await using var shop = new WebShop();
        await shop.StartAsync(plan.Count);
        var (holds, time) = (new HttpStock(shop, plan), new HttpTime(shop, plan));
        var (best, bestOfTime) = (await rounds.SweepAsync(holds, plan), await rounds.SweepAsync(time, plan));
        var pairs = await rounds.PairAsync((holds, best), (time, bestOfTime), plan);
        result.Targets.Add(StockTarget.Ratio("GET /api/time of the same server, over HTTP", 0.55, pairs));
    }
}
