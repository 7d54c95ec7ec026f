namespace Commerce.Tests.Contract;

internal interface IQueueingGrain : IGrainWithStringKey
{
    Task Enter(string name);

    [ReadOnly]
    Task Read(string name);

    [AlwaysInterleave]
    Task Ping();

    Task CallBack(string through, bool allowed);

    Task Answer();
}

internal interface IReentrantGrain : IGrainWithStringKey
{
    Task Enter(string name);

    Task Ping();
}

internal sealed class QueueingGrain : Grain, IQueueingGrain
{
    private Stage Stage => Stage.Of(this.GetPrimaryKeyString());

    public async Task Enter(string name)
    {
        Stage.Say($"{name} in");
        await Stage.Opens;
    }

    public Task Read(string name) => Enter(name);

    public Task Ping() => Task.CompletedTask;

    public async Task CallBack(string through, bool allowed)
    {
        using var section = allowed ? RequestContext.AllowCallChainReentrancy() : default;
        await GrainFactory.GetGrain<IEchoGrain>(through).CallQueueing(this.GetPrimaryKeyString());
    }

    public Task Answer() => Task.CompletedTask;
}

internal interface IEchoGrain : IGrainWithStringKey
{
    [ResponseTimeout("00:00:01")]
    Task CallQueueing(string key);
}

internal sealed class EchoGrain : Grain, IEchoGrain
{
    public Task CallQueueing(string key)
    {
        var call = GrainFactory.GetGrain<IQueueingGrain>(key).Answer();
        Stage.Of(key).Say("called back");
        return call;
    }
}

[Reentrant]
internal sealed class ReentrantGrain : Grain, IReentrantGrain
{
    public async Task Enter(string name)
    {
        var stage = Stage.Of(this.GetPrimaryKeyString());
        stage.Say($"{name} in");
        await stage.Opens;
    }

    public Task Ping() => Task.CompletedTask;
}

/// <summary>Which calls may start while another one waits.</summary>
public sealed class ReentrancyTests : ContractTests
{
    private readonly Stage _stage = Stage.New();

    private IQueueingGrain Queueing => Grains.GetGrain<IQueueingGrain>(_stage.Key);

    [Fact]
    public async Task A_plain_call_waits_for_the_one_before_it()
    {
        var first = Queueing.Enter("first");
        await _stage.Hears("first in");
        var second = Queueing.Enter("second");

        // The ping was sent after the second call: had that been free to start, it would have said so before.
        await Queueing.Ping();
        _stage.IsSilent();

        _stage.Open();
        await Task.WhenAll(first, second);
        await _stage.Hears("second in");
    }

    [Fact]
    public async Task Read_only_calls_interleave_with_each_other_and_not_with_others()
    {
        var reads = new[] { Queueing.Read("one"), Queueing.Read("two") };
        Assert.Equal(["one in", "two in"], new[] { await _stage.Hears(), await _stage.Hears() }.Order());

        var write = Queueing.Enter("write");
        await Queueing.Ping();
        _stage.IsSilent();

        _stage.Open();
        await Task.WhenAll([.. reads, write]);
        await _stage.Hears("write in");
    }

    [Fact]
    public async Task A_read_only_call_waits_for_a_call_that_may_write()
    {
        var write = Queueing.Enter("write");
        await _stage.Hears("write in");
        var read = Queueing.Read("read");
        await Queueing.Ping();
        _stage.IsSilent();

        _stage.Open();
        await Task.WhenAll(write, read);
        await _stage.Hears("read in");
    }

    [Fact]
    public async Task Every_call_of_a_reentrant_grain_may_start_while_others_wait()
    {
        var grain = Grains.GetGrain<IReentrantGrain>(_stage.Key);
        var calls = new[] { grain.Enter("one"), grain.Enter("two") };
        await grain.Ping();

        Assert.Equal(["one in", "two in"], new[] { await _stage.Hears(), await _stage.Hears() }.Order());

        _stage.Open();
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_call_that_comes_back_to_a_waiting_grain_is_not_let_in_by_itself()
    {
        var call = Queueing.CallBack("echo", allowed: false);
        await _stage.Hears("called back");
        await Host.PassAsync(TimeSpan.FromSeconds(3));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public Task A_call_chain_may_come_back_where_the_grain_allows_it() => Queueing.CallBack("echo", allowed: true);
}
