namespace Commerce.Tests.Contract;

internal interface IFilteredGrain : IGrainWithStringKey
{
    Task<string> Say(string what);

    Task<string> SayThrough(string key, string what);
}

internal sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<string> Say(string what) => what == "bad" ? throw new InvalidTimeZoneException() : Task.FromResult(what);

    public Task<string> SayThrough(string key, string what) => GrainFactory.GetGrain<IFilteredGrain>(key).Say(what);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.MethodName == nameof(Say)) context.Result = $"{context.Result} own";
    }
}

/// <summary>Filters see calls of the whole host, and a grain those to itself.</summary>
public sealed class FilterTests : ContractTests
{
    private readonly Stage _stage = Stage.New();

    private IFilteredGrain Grain => Grains.GetGrain<IFilteredGrain>(_stage.Key);

    [Fact]
    public async Task Filters_run_in_order_around_the_call_and_the_grains_own_is_the_innermost()
    {
        Assert.Equal("hello own second first", await Grain.Say("hello"));
    }

    [Fact]
    public async Task A_filter_sees_the_call()
    {
        await Grain.Say("hello");

        await _stage.Hears("Say(hello) on FilteredGrain");
    }

    [Fact]
    public async Task A_filter_may_answer_without_the_grain() => Assert.Equal("refused", await Grain.Say("never"));

    [Fact]
    public async Task A_filter_may_turn_an_exception_into_another() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.Say("bad"));

    [Fact]
    public async Task An_outgoing_filter_sees_what_a_grain_sends()
    {
        var other = Stage.New();

        Assert.Equal("hello own second first sent", await Grain.SayThrough(other.Key, "hello"));
    }

    protected override void Configure(ISiloBuilder silo)
    {
        silo.AddIncomingGrainCallFilter(First);
        silo.AddIncomingGrainCallFilter(Second);
        silo.AddOutgoingGrainCallFilter(Outgoing);
        silo.AddIncomingGrainCallFilter<WantsGrains>();
    }

    /// <summary>A filter may be made of services, the grain factory among them.</summary>
    private sealed class WantsGrains(IGrainFactory grains) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            Assert.NotNull(grains);
            return context.Invoke();
        }
    }

    private static async Task First(IIncomingGrainCallContext context)
    {
        if (!IsOurs(context))
        {
            await context.Invoke();
            return;
        }

        if ("never".Equals(context.Request.GetArgument(0)))
        {
            context.Result = "refused";
            return;
        }

        try
        {
            await context.Invoke();
            context.Result = $"{context.Result} first";
        }
        catch (InvalidTimeZoneException thrown)
        {
            throw new InvalidOperationException("as filtered", thrown);
        }
    }

    private static async Task Second(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (!IsOurs(context)) return;

        var argument = context.Request.GetArgument(0);
        Stage.Of(context.TargetId.Key.ToString()!).Say($"{context.MethodName}({argument}) on {context.Grain.GetType().Name}");
        context.Result = $"{context.Result} second";
    }

    private static async Task Outgoing(IOutgoingGrainCallContext context)
    {
        await context.Invoke();
        if (context.SourceContext?.GrainInstance is FilteredGrain) context.Result = $"{context.Result} sent";
    }

    private static bool IsOurs(IGrainCallContext context) => context is { Grain: FilteredGrain, MethodName: nameof(IFilteredGrain.Say) };
}
