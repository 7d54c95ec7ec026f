namespace Commerce.Tests.Contract;

internal interface IWorkerGrain : IGrainWithStringKey
{
    Task<Guid> Work();
}

[StatelessWorker(2)]
internal sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly Guid _incarnation = Guid.CreateVersion7();

    public async Task<Guid> Work()
    {
        var stage = Stage.Of(this.GetPrimaryKeyString());
        stage.Say("in");
        await stage.Opens;
        return _incarnation;
    }
}

internal interface IContextGrain : IGrainWithStringKey
{
    Task<string?> Read(string key);

    Task<string?> ReadThrough(string through, string key);

    Task Write(string key, string value);
}

internal sealed class ContextGrain : Grain, IContextGrain
{
    public Task<string?> Read(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task<string?> ReadThrough(string through, string key) => GrainFactory.GetGrain<IContextGrain>(through).Read(key);

    public Task Write(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }
}

/// <summary>Stateless workers, and the values that travel with calls.</summary>
public sealed class WorkerAndContextTests : ContractTests
{
    private readonly Stage _stage = Stage.New();

    [Fact]
    public async Task A_stateless_worker_runs_as_many_calls_at_once_as_it_may_have_activations()
    {
        var worker = Grains.GetGrain<IWorkerGrain>(_stage.Key);
        var calls = Enumerable.Range(0, 4).Select(_ => worker.Work()).ToArray();
        await _stage.Hears("in");
        await _stage.Hears("in");
        _stage.Open();

        Assert.Equal(2, (await Task.WhenAll(calls)).Distinct().Count());
    }

    [Fact]
    public async Task A_value_travels_with_the_call_and_with_the_calls_it_causes()
    {
        RequestContext.Set("shop", "kagetsudo");

        Assert.Equal("kagetsudo", await Grains.GetGrain<IContextGrain>("one").Read("shop"));
        Assert.Equal("kagetsudo", await Grains.GetGrain<IContextGrain>("one").ReadThrough("two", "shop"));
        RequestContext.Clear();
        Assert.Null(await Grains.GetGrain<IContextGrain>("one").Read("shop"));
    }

    [Fact]
    public async Task What_a_grain_sets_comes_neither_back_nor_to_the_next_call()
    {
        var grain = Grains.GetGrain<IContextGrain>("three");
        await grain.Write("shop", "kagetsudo");

        Assert.Null(RequestContext.Get("shop"));
        Assert.Null(await grain.Read("shop"));
    }
}
