using System.Runtime.InteropServices;
using Commerce.Stock;

namespace Commerce.Benchmarks.Stock;

/// <summary>A caller inside the process that has several requests in hand, as a Redis pipeline has: one call per SKU and batch.</summary>
internal sealed class ManyCaller(IStockGrain[] stocks) : IStockClient
{
    private readonly Dictionary<int, List<int>> _bySku = [];

    public async ValueTask AskAsync(StockPlan plan, int from, int count, long[] answers)
    {
        if (stocks.Length == 1)
        {
            var requests = new HoldRequest[count];
            for (var i = 0; i < count; i++) requests[i] = Request(plan, from + i);
            var reply = await stocks[0].HoldMany(new(ImmutableCollectionsMarshal.AsImmutableArray(requests)));
            for (var i = 0; i < count; i++) answers[from + i] = HoldCaller.Answer(reply.Replies[i]);
            return;
        }

        _bySku.Clear();
        for (var i = from; i < from + count; i++)
        {
            ref var asked = ref CollectionsMarshal.GetValueRefOrAddDefault(_bySku, plan.Sku(i), out _);
            (asked ??= []).Add(i);
        }

        await Task.WhenAll(_bySku.Select(sku => AskAsync(stocks[sku.Key], plan, sku.Value, answers)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task AskAsync(IStockGrain stock, StockPlan plan, List<int> asked, long[] answers)
    {
        var reply = await stock.HoldMany(new([.. asked.Select(i => Request(plan, i))]));
        for (var i = 0; i < asked.Count; i++) answers[asked[i]] = HoldCaller.Answer(reply.Replies[i]);
    }

    private static HoldRequest Request(StockPlan plan, int i) => new(plan.HoldId(i), plan.CustomerId(i), 1);
}
