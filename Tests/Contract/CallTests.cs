namespace Commerce.Tests.Contract;

internal interface ICalledGrain : IGrainWithStringKey
{
    [ResponseTimeout("00:00:01")]
    Task WaitAtGate();

    Task WaitForCancellation(CancellationToken cancellation);

    [OneWay]
    Task Drop(bool fails);

    Task Look();
}

internal sealed class CalledGrain : Grain, ICalledGrain
{
    private Stage Stage => Stage.Of(this.GetPrimaryKeyString());

    public async Task WaitAtGate()
    {
        Stage.Say("in");
        await Stage.Opens;
        Stage.Say("out");
    }

    public async Task WaitForCancellation(CancellationToken cancellation)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellation.Register(cancelled.SetResult);
        Stage.Say("in");
        await cancelled.Task;
        Stage.Say("cancelled");
    }

    public async Task Drop(bool fails)
    {
        await Stage.Opens;
        Stage.Say("dropped");
        if (fails) throw new InvalidTimeZoneException();
    }

    public Task Look() => Task.CompletedTask;
}

/// <summary>How a caller stops waiting: by time, by wish, or by never having waited.</summary>
public sealed class CallTests : ContractTests
{
    private readonly Stage _stage = Stage.New();

    private ICalledGrain Grain => Grains.GetGrain<ICalledGrain>(_stage.Key);

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_ends_with_a_timeout_and_the_grain_goes_on()
    {
        var call = Grain.WaitAtGate();
        await _stage.Hears("in");
        await Host.PassAsync(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<TimeoutException>(() => call);

        _stage.Open();
        await _stage.Hears("out");
        await Grain.Look();
    }

    [Fact]
    public async Task A_call_that_timed_out_while_it_waited_is_never_begun()
    {
        var blocking = Grain.WaitAtGate();
        await _stage.Hears("in");
        var waiting = Grain.WaitAtGate();
        await Host.PassAsync(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<TimeoutException>(() => blocking);
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);

        _stage.Open();
        await Grain.Look();
        await _stage.Hears("out");
        _stage.IsSilent();
    }

    [Fact]
    public async Task A_caller_that_cancels_is_let_go_and_the_grain_learns_of_it()
    {
        using var source = new CancellationTokenSource();
        var call = Grain.WaitForCancellation(source.Token);
        await _stage.Hears("in");

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await _stage.Hears("cancelled");
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_is_enough()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Grain.WaitForCancellation(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_one_way_call_is_over_for_its_caller_before_the_grain_has_done_it()
    {
        await Grain.Drop(fails: false);
        _stage.IsSilent();

        _stage.Open();
        await _stage.Hears("dropped");
    }

    [Fact]
    public async Task A_one_way_call_that_waits_for_long_is_not_lost()
    {
        var blocking = Grain.WaitAtGate();
        await _stage.Hears("in");
        await Grain.Drop(fails: false);
        await Host.PassAsync(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<TimeoutException>(() => blocking);

        _stage.Open();
        await _stage.Hears("out");
        await _stage.Hears("dropped");
    }

    [Fact]
    public async Task Nobody_learns_that_a_one_way_call_failed()
    {
        _stage.Open();
        await Grain.Drop(fails: true);

        await _stage.Hears("dropped");
        await Grain.Look();
    }
}
