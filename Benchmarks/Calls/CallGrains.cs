namespace Commerce.Benchmarks.Calls;

/// <summary>Does next to nothing, so that what is measured is the call.</summary>
[Alias("bench.counter")]
internal interface ICounterGrain : IGrainWithStringKey
{
    [Alias("add")]
    Task<int> Add(int number);
}

/// <summary>Stores what it is given.</summary>
[Alias("bench.storing")]
internal interface IStoringGrain : IGrainWithStringKey
{
    [Alias("store")]
    Task Store(int number);
}

[GrainType("bench-counter")]
internal sealed class CounterGrain : Grain, ICounterGrain
{
    private int _total;

    public Task<int> Add(int number) => Task.FromResult(_total += number);
}

/// <summary>As large as a small order.</summary>
[GenerateSerializer, Immutable, Alias("bench.stored.v1")]
internal sealed record StoredState
{
    [Id(0)]
    public int Number { get; init; }

    [Id(1)]
    public string CustomerId { get; init; } = "U4af4980629000000000000000000000a";

    [Id(2)]
    public string OrderId { get; init; } = "0196f0aa-1111-7222-8333-444455556666";

    [Id(3)]
    public DateTimeOffset At { get; init; }
}

[GrainType("bench-storing")]
internal sealed class StoringGrain([PersistentState("bench")] IPersistentState<StoredState> stored, TimeProvider clock) : Grain, IStoringGrain
{
    public Task Store(int number)
    {
        stored.State = new() { Number = number, At = clock.GetUtcNow() };
        return stored.WriteStateAsync();
    }
}
