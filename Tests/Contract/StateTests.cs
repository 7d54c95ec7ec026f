using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Commerce.Tests.Contract;

[GenerateSerializer, Immutable, Alias("tests.basket.v1")]
public sealed record BasketState
{
    [Id(0)]
    public int Units { get; init; }
}

internal interface IBasketGrain : IGrainWithStringKey
{
    Task<int> Add(int units);

    Task<int> Units();

    Task<(bool Exists, bool HasEtag)> Stored();

    Task Clear();

    Task Forget();

    Task WriteTwiceFromOneRead();
}

internal sealed class BasketGrain(
    [PersistentState("basket")] IPersistentState<BasketState> basket,
    [PersistentState("basket")] IPersistentState<BasketState> rival) : Grain, IBasketGrain
{
    public async Task<int> Add(int units)
    {
        basket.State = basket.State with { Units = basket.State.Units + units };
        await basket.WriteStateAsync();
        return basket.State.Units;
    }

    public Task<int> Units() => Task.FromResult(basket.State.Units);

    public Task<(bool Exists, bool HasEtag)> Stored() => Task.FromResult((basket.RecordExists, basket.Etag is not null));

    public Task Clear() => basket.ClearStateAsync();

    public Task Forget()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task WriteTwiceFromOneRead()
    {
        rival.State = new() { Units = 100 };
        await rival.WriteStateAsync();
        await Add(1);
    }
}

/// <summary>What a grain stored is there again, and nobody overwrites what he has not read.</summary>
public sealed class StateTests : ContractTests
{
    private readonly string _key = Stage.New().Key;

    private IBasketGrain Basket => Grains.GetGrain<IBasketGrain>(_key);

    [Fact]
    public async Task A_state_never_stored_is_empty()
    {
        Assert.Equal(0, await Basket.Units());
        Assert.Equal((false, false), await Basket.Stored());
    }

    [Fact]
    public async Task A_stored_state_outlives_its_activation()
    {
        Assert.Equal(2, await Basket.Add(2));
        Assert.Equal(5, await Basket.Add(3));
        await Basket.Forget();

        Assert.Equal(5, await Basket.Units());
        Assert.Equal((true, true), await Basket.Stored());
    }

    [Fact]
    public async Task A_cleared_state_is_empty_and_can_be_stored_again()
    {
        await Basket.Add(2);
        await Basket.Clear();
        Assert.Equal(0, await Basket.Units());

        Assert.Equal(1, await Basket.Add(1));
        await Basket.Forget();
        Assert.Equal(1, await Basket.Units());
    }

    [Fact]
    public async Task A_write_from_an_old_read_fails_and_the_next_call_sees_what_is_stored()
    {
        await Assert.ThrowsAsync<InconsistentStateException>(Basket.WriteTwiceFromOneRead);

        Assert.Equal(100, await Basket.Units());
        Assert.Equal(101, await Basket.Add(1));
    }
}

internal interface IFlakyGrain : IGrainWithStringKey
{
    Task Add(int units);

    Task<int> Units();
}

internal sealed class FlakyGrain([PersistentState("flaky", "flaky")] IPersistentState<BasketState> state) : Grain, IFlakyGrain
{
    public async Task Add(int units)
    {
        var before = state.State;
        state.State = before with { Units = before.Units + units };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before;
            DeactivateOnIdle();
            throw;
        }
    }

    public Task<int> Units() => Task.FromResult(state.State.Units);
}

/// <summary>The storage fails now and then: what was answered as stored is stored, and nothing else.</summary>
public sealed class FlakyStorageTests : ContractTests
{
    private readonly FlakyStore _store = new(failEvery: 7);

    [Fact]
    public async Task What_was_answered_is_what_is_stored()
    {
        var grain = Grains.GetGrain<IFlakyGrain>(Stage.New().Key);
        var stored = 0;
        for (var i = 0; i < 100; i++)
        {
            try
            {
                await grain.Add(1);
                stored++;
            }
            catch (OrleansException failure)
            {
                Assert.IsType<IOException>(failure.InnerException);
            }
        }

        Assert.InRange(stored, 80, 90);
        Assert.Equal(stored, await grain.Units());
    }

    protected override void Configure(ISiloBuilder silo) => silo.Services.AddGrainStorage("flaky", (_, _) => _store);
}
