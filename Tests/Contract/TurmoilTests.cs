using System.Collections.Concurrent;

namespace Commerce.Tests.Contract;

internal interface ITurmoilGrain : IGrainWithIntegerKey
{
    Task<int> Add();

    Task<int> AddAndEnd();

    Task<int> AddThrough(long other);

    [ReadOnly]
    Task<int> Look();
}

/// <summary>What is remembered of a grain across its activations.</summary>
internal sealed class TurmoilLife
{
    public static readonly ConcurrentDictionary<long, TurmoilLife> Of = new();

    private int _living;
    private int _inside;

    public int Total { get; private set; }

    public int Faults { get; private set; }

    public int Lives { get; private set; }

    public void Begin()
    {
        Lives++;
        if (Interlocked.Increment(ref _living) != 1) Faults++;
    }

    public void End() => Interlocked.Decrement(ref _living);

    public async Task<int> AddAsync()
    {
        if (Interlocked.Increment(ref _inside) != 1) Faults++;
        var read = Total;
        if (read % 3 == 0) await Task.Yield();
        Total = read + 1;
        Interlocked.Decrement(ref _inside);
        return read + 1;
    }
}

internal sealed class TurmoilGrain : Grain, ITurmoilGrain
{
    private TurmoilLife Life => TurmoilLife.Of.GetOrAdd(this.GetPrimaryKeyLong(), _ => new());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Life.Begin();
        await Task.Yield();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Life.End();
    }

    public Task<int> Add() => Life.AddAsync();

    public Task<int> AddAndEnd()
    {
        DeactivateOnIdle();
        return Life.AddAsync();
    }

    public async Task<int> AddThrough(long other)
    {
        await Life.AddAsync();
        return await GrainFactory.GetGrain<ITurmoilGrain>(other).Add();
    }

    public Task<int> Look() => Task.FromResult(Life.Total);
}

/// <summary>Calls, ends and calls across, in a seeded disorder: no call is lost or done twice, and no key ever lives twice at once.</summary>
public sealed class TurmoilTests : ContractTests
{
    private const int Keys = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_call_is_answered_once_and_no_key_lives_twice(int seed)
    {
        var first = seed * 1000L;
        var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(caller => Task.Run(() => CallAsync(new Random((seed * 100) + caller), first))));

        var lives = Enumerable.Range(0, 2 * Keys).Select(key => TurmoilLife.Of.GetValueOrDefault(first + key)).OfType<TurmoilLife>().ToArray();
        Assert.Equal(sent.Sum(), lives.Sum(life => life.Total));
        Assert.All(lives, life => Assert.Equal(0, life.Faults));
        Assert.Contains(lives, life => life.Lives > 1);
    }

    /// <summary>How many additions it has asked for.</summary>
    private async Task<int> CallAsync(Random random, long first)
    {
        var additions = 0;
        for (var step = 0; step < 500; step++)
        {
            var grain = Grains.GetGrain<ITurmoilGrain>(first + random.Next(Keys));
            switch (random.Next(10))
            {
                case 0:
                    await SentAsync(grain.AddAndEnd);
                    additions++;
                    break;
                case 1:
                    // Always from the lower half to the upper: calls in a circle would wait for each other.
                    var other = first + Keys + random.Next(Keys);
                    await SentAsync(() => grain.AddThrough(other));
                    additions += 2;
                    break;
                case 2:
                    await SentAsync(grain.Look);
                    break;
                case 3:
                    await Task.WhenAll(SentAsync(grain.Add), SentAsync(grain.Add), SentAsync(grain.Look));
                    additions += 2;
                    break;
                default:
                    await SentAsync(grain.Add);
                    additions++;
                    break;
            }
        }

        return additions;
    }

    /// <summary>A host may reject a call that has met one ending activation after another. It was not begun then, so it is sent again.</summary>
    private static async Task<int> SentAsync(Func<Task<int>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (OrleansMessageRejectionException)
            {
                // The totals tell whether it really was not begun.
            }
        }
    }
}
