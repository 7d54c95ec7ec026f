using Commerce.Tests.Contract;
using Commerce.Tests.Support;
using Orleans.Configuration;

namespace Commerce.Tests.Embedded;

internal interface IIdleGrain : IGrainWithStringKey
{
    Task<Guid> Incarnation();

    Task<Guid> Keep(TimeSpan time);

    Task<Guid> Tick(TimeSpan period, bool keepAlive);

    [ResponseTimeout("1.00:00:00")]
    Task WaitAtGate();
}

internal interface IKeptGrain : IGrainWithStringKey
{
    Task<Guid> Incarnation();
}

internal sealed class IdleGrain : Grain, IIdleGrain
{
    private readonly Guid _incarnation = Guid.CreateVersion7();

    private Stage Stage => Stage.Of(this.GetPrimaryKeyString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Stage.Say($"ended: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Guid> Incarnation() => Task.FromResult(_incarnation);

    public Task<Guid> Keep(TimeSpan time)
    {
        DelayDeactivation(time);
        return Incarnation();
    }

    public Task<Guid> Tick(TimeSpan period, bool keepAlive)
    {
        this.RegisterGrainTimer(
            () =>
            {
                Stage.Say("tick");
                return Task.CompletedTask;
            },
            new() { DueTime = period, Period = period, KeepAlive = keepAlive });
        return Incarnation();
    }

    public async Task WaitAtGate()
    {
        Stage.Say("in");
        await Stage.Opens;
    }
}

[KeepAlive]
internal sealed class KeptGrain : Grain, IKeptGrain
{
    private readonly Guid _incarnation = Guid.CreateVersion7();

    public Task<Guid> Incarnation() => Task.FromResult(_incarnation);
}

/// <summary>Grains that nobody calls make room.</summary>
public sealed class IdleCollectionTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly Stage _stage = Stage.New();
    private EmbeddedHost _host = null!;

    private IIdleGrain Grain => _host.Grains.GetGrain<IIdleGrain>(_stage.Key);

    public async Task InitializeAsync() => _host = await EmbeddedHost.StartAsync(
        _clock, silo => silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(10)));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_grain_idle_for_long_enough_is_collected()
    {
        var first = await Grain.Incarnation();
        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(first, await Grain.Incarnation());

        _clock.Advance(TimeSpan.FromMinutes(12));
        await _stage.Hears("ended: ActivationIdle");
        Assert.NotEqual(first, await Grain.Incarnation());
    }

    [Fact]
    public async Task A_grain_with_a_call_in_flight_is_not_idle()
    {
        var call = Grain.WaitAtGate();
        await _stage.Hears("in");
        _clock.Advance(TimeSpan.FromHours(1));
        _stage.IsSilent();

        _stage.Open();
        await call;
    }

    [Fact]
    public async Task A_grain_may_ask_to_be_kept_for_a_while()
    {
        var first = await Grain.Keep(TimeSpan.FromMinutes(30));
        _clock.Advance(TimeSpan.FromMinutes(25));
        _stage.IsSilent();
        Assert.Equal(first, await Grain.Incarnation());

        _clock.Advance(TimeSpan.FromMinutes(30));
        await _stage.Hears("ended: ActivationIdle");
    }

    [Fact]
    public async Task A_class_may_be_kept_for_good()
    {
        var grain = _host.Grains.GetGrain<IKeptGrain>(_stage.Key);
        var first = await grain.Incarnation();
        _clock.Advance(TimeSpan.FromHours(5));

        Assert.Equal(first, await grain.Incarnation());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ticks_keep_a_grain_only_if_the_timer_says_so(bool keepAlive)
    {
        // Not a divisor of the sweep's minute: a sweep that meets a running tick leaves the grain to the next sweep.
        var period = TimeSpan.FromSeconds(50);
        await Grain.Tick(period, keepAlive);
        var (armed, ended) = (_clock.ArmedTimers, false);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var tick = 0; tick < 30 && !ended; tick++)
        {
            _clock.Advance(period);
            ended = await _stage.Hears() != "tick";
            // A timer is armed again when its tick is over: time that passes before then brings no other.
            while (!ended && _clock.ArmedTimers < armed && !_stage.HasSpoken) await Task.Delay(1, patience.Token);
        }

        Assert.Equal(!keepAlive, ended);
    }
}
