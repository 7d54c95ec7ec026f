namespace Commerce.Tests.Contract;

internal interface ITimedGrain : IGrainWithStringKey
{
    Task Start(GrainTimerSettings settings);

    Task Stop();

    Task WaitAtGate();

    Task End();

    Task Look();
}

[GenerateSerializer, Immutable, Alias("tests.timer-settings.v1")]
public sealed record GrainTimerSettings(
    [property: Id(0)] TimeSpan Due,
    [property: Id(1)] TimeSpan Period,
    [property: Id(2)] bool Interleave = false,
    [property: Id(3)] bool Fails = false);

internal sealed class TimedGrain : Grain, ITimedGrain
{
    private IGrainTimer? _timer;
    private int _ticks;

    private Stage Stage => Stage.Of(this.GetPrimaryKeyString());

    public Task Start(GrainTimerSettings settings)
    {
        var options = new GrainTimerCreationOptions(settings.Due, settings.Period) { Interleave = settings.Interleave };
        _timer = this.RegisterGrainTimer(
            (fails, _) =>
            {
                Stage.Say($"tick {++_ticks}");
                return fails ? throw new InvalidTimeZoneException() : Task.CompletedTask;
            },
            settings.Fails,
            options);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task WaitAtGate()
    {
        Stage.Say("in");
        await Stage.Opens;
        Stage.Say("out");
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Look() => Task.CompletedTask;
}

/// <summary>Timers wake their grain, in its turns.</summary>
public sealed class TimerTests : ContractTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Stage _stage = Stage.New();

    private ITimedGrain Grain => Grains.GetGrain<ITimedGrain>(_stage.Key);

    [Fact]
    public async Task A_timer_ticks_when_it_is_due_and_again_after_its_period()
    {
        await Grain.Start(new(Second, Second));
        _stage.IsSilent();

        for (var tick = 1; tick <= 3; tick++)
        {
            await Host.PassAsync(Second);
            await _stage.Hears($"tick {tick}");

            // The period runs from the end of the tick: a call answered after it means that the tick has ended.
            await Grain.Look();
        }
    }

    [Fact]
    public async Task A_tick_waits_for_the_running_call_like_any_other_call()
    {
        await Grain.Start(new(Second, Timeout.InfiniteTimeSpan));
        var call = Grain.WaitAtGate();
        await _stage.Hears("in");
        await Host.PassAsync(Second);
        _stage.Open();

        await _stage.Hears("out");
        await _stage.Hears("tick 1");
        await call;
    }

    [Fact]
    public async Task An_interleaving_tick_comes_while_a_call_waits()
    {
        await Grain.Start(new(Second, Timeout.InfiniteTimeSpan, Interleave: true));
        var call = Grain.WaitAtGate();
        await _stage.Hears("in");
        await Host.PassAsync(Second);

        await _stage.Hears("tick 1");
        _stage.Open();
        await call;
    }

    [Fact]
    public async Task A_tick_that_fails_is_not_the_last()
    {
        await Grain.Start(new(Second, Second, Fails: true));
        await Host.PassAsync(Second);
        await _stage.Hears("tick 1");
        await Grain.Look();
        await Host.PassAsync(Second);

        await _stage.Hears("tick 2");
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more()
    {
        await Grain.Start(new(Second, Second));
        await Grain.Stop();
        await Host.PassAsync(2 * Second);
        await Grain.Look();

        _stage.IsSilent();
    }

    [Fact]
    public async Task Timers_end_with_their_activation()
    {
        await Grain.Start(new(Second, Second));
        await Grain.End();
        await Grain.Start(new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        await Host.PassAsync(2 * Second);
        await Grain.Look();

        _stage.IsSilent();
    }
}
