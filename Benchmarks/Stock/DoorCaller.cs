using System.Runtime.CompilerServices;
using Commerce.Stock;

namespace Commerce.Benchmarks.Stock;

/// <summary>A caller inside the process who comes through the door, as the web does: what arrives together travels together.</summary>
internal sealed class DoorCaller(StockDoor door, string[] keys) : IStockClient
{
    // Pooled, so that the bytes counted are those of the call.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask AskAsync(StockPlan plan, int from, int count, long[] answers)
    {
        for (var i = from; i < from + count; i++)
        {
            answers[i] = HoldCaller.Answer(await door.HoldAsync(keys[plan.Sku(i)], new(plan.HoldId(i), plan.CustomerId(i), 1)));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
