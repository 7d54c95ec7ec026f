using System.Runtime.CompilerServices;
using Commerce.Stock;

namespace Commerce.Benchmarks.Stock;

/// <summary>A caller inside the process: one hold after the other.</summary>
internal sealed class HoldCaller(IStockGrain[] stocks) : IStockClient
{
    // Pooled, so that the bytes counted are those of the call.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask AskAsync(StockPlan plan, int from, int count, long[] answers)
    {
        for (var i = from; i < from + count; i++)
        {
            answers[i] = Answer(await stocks[plan.Sku(i)].Hold(new(plan.HoldId(i), plan.CustomerId(i), 1)));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static long Answer(HoldReply reply) => reply.Refused is { } refused ? -(long)refused.Reason : reply.HeldUntil!.Value.UtcTicks;
}
