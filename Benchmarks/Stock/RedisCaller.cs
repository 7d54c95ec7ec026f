using System.Runtime.CompilerServices;

namespace Commerce.Benchmarks.Stock;

/// <summary>One connection to Redis with a pipeline.</summary>
internal sealed class RedisCaller(RedisConnection redis, string script, string[] keys) : IStockClient
{
    private readonly string[] _holds = [.. keys.Select(key => key + "/holds")];
    private readonly string[] _taken = [.. keys.Select(key => key + "/taken")];
    private readonly string[] _ends = [.. keys.Select(key => key + "/ends")];

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask AskAsync(StockPlan plan, int from, int count, long[] answers)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = from; i < from + count; i++) Add(plan, i, now);
        await redis.SendAsync();
        for (var i = from; i < from + count;)
        {
            if (redis.TryNumber(out answers[i])) i++;
            else await redis.ReceiveAsync();
        }
    }

    public ValueTask DisposeAsync() => redis.DisposeAsync();

    private void Add(StockPlan plan, int i, long now)
    {
        redis.Begin(11);
        redis.Add("EVALSHA");
        redis.Add(script);
        redis.Add(4);
        redis.Add(keys[plan.Sku(i)]);
        redis.Add(_holds[plan.Sku(i)]);
        redis.Add(_taken[plan.Sku(i)]);
        redis.Add(_ends[plan.Sku(i)]);
        redis.Add(plan.HoldId(i));
        redis.Add(plan.CustomerId(i));
        redis.Add(1);
        redis.Add(now);
    }
}
