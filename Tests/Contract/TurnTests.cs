namespace Commerce.Tests.Contract;

internal interface ITurnGrain : IGrainWithStringKey
{
    Task<int> AddAcrossAwaits(int steps);

    Task<int> Total();

    Task<bool> ComesBackAfterAwait();

    Task WaitAtGate(string name);

    Task Fail();

    ValueTask<int> Double(int number);
}

internal sealed class TurnGrain : Grain, ITurnGrain
{
    private int _total;

    private Stage Stage => Stage.Of(this.GetPrimaryKeyString());

    public async Task<int> AddAcrossAwaits(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            var read = 0;
            Stage.Alone(() => read = _total);
            await Task.Yield();
            Stage.Alone(() => _total = read + 1);
        }

        return _total;
    }

    public Task<int> Total() => Task.FromResult(_total);

    public async Task<bool> ComesBackAfterAwait()
    {
        var mine = TaskScheduler.Current;
        await Task.Run(() => { });
        return mine != TaskScheduler.Default && ReferenceEquals(mine, TaskScheduler.Current);
    }

    public async Task WaitAtGate(string name)
    {
        Stage.Say($"{name} in");
        await Stage.Opens;
        Stage.Say($"{name} out");
    }

    public Task Fail() => throw new InvalidTimeZoneException("as thrown");

    public ValueTask<int> Double(int number) => new(number * 2);
}

/// <summary>A grain does one thing at a time.</summary>
public sealed class TurnTests : ContractTests
{
    private readonly Stage _stage = Stage.New();

    private ITurnGrain Grain => Grains.GetGrain<ITurnGrain>(_stage.Key);

    [Fact]
    public async Task Calls_of_a_grain_never_interleave_even_across_its_awaits()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Grain.AddAcrossAwaits(20)));

        Assert.Equal(2000, await Grain.Total());
        _stage.IsSilent();
    }

    [Fact]
    public async Task A_second_call_begins_when_the_first_has_ended()
    {
        var first = Grain.WaitAtGate("first");
        await _stage.Hears("first in");
        var second = Grain.WaitAtGate("second");
        _stage.Open();
        await Task.WhenAll(first, second);

        await _stage.Hears("first out");
        await _stage.Hears("second in");
        await _stage.Hears("second out");
    }

    [Fact]
    public async Task An_await_comes_back_to_the_grain() => Assert.True(await Grain.ComesBackAfterAwait());

    [Fact]
    public async Task What_a_grain_throws_is_what_its_caller_catches()
    {
        var thrown = await Assert.ThrowsAsync<InvalidTimeZoneException>(Grain.Fail);

        Assert.Equal("as thrown", thrown.Message);
    }

    [Fact]
    public async Task A_method_may_return_a_value_task() => Assert.Equal(42, await Grain.Double(21));

    [Fact]
    public async Task Different_grains_run_at_the_same_time()
    {
        var other = Stage.New();
        var waiting = Grain.WaitAtGate("here");
        await _stage.Hears("here in");

        Assert.Equal(0, await Grains.GetGrain<ITurnGrain>(other.Key).Total());

        _stage.Open();
        await waiting;
    }
}
