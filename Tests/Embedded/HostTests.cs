using Commerce.Tests.Contract;
using Commerce.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Storage;

namespace Commerce.Tests.Embedded;

internal interface IBlockingGrain : IGrainWithStringKey
{
    Task Block();

    Task WaitAtGate();
}

internal sealed class BlockingGrain : Grain, IBlockingGrain
{
    public static readonly ManualResetEventSlim Released = new();

    public Task Block()
    {
        Stage.Of(this.GetPrimaryKeyString()).Say("in");
        Released.Wait();
        return Task.CompletedTask;
    }

    public async Task WaitAtGate()
    {
        Stage.Of(this.GetPrimaryKeyString()).Say("in");
        await Stage.Of(this.GetPrimaryKeyString()).Opens;
    }
}

internal interface IHomelessGrain : IGrainWithStringKey
{
    Task Look();
}

internal sealed class HomelessGrain([PersistentState("state", "nowhere")] IPersistentState<BasketState> state) : Grain, IHomelessGrain
{
    public Task Look() => Task.FromResult(state.State);
}

/// <summary>What only this host can be asked, because only here a test holds the clock and the process.</summary>
public sealed class HostTests
{
    private readonly ManualClock _clock = new();
    private readonly Stage _stage = Stage.New();

    [Fact]
    public async Task A_call_waits_thirty_seconds_and_not_less()
    {
        await using var host = await EmbeddedHost.StartAsync(_clock, _ => { });
        var call = host.Grains.GetGrain<IBlockingGrain>(_stage.Key).WaitAtGate();
        await _stage.Hears("in");
        _clock.Advance(TimeSpan.FromSeconds(29.5));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        _stage.Open();
    }

    [Fact]
    public async Task A_grain_that_blocks_its_thread_does_not_hold_its_caller_for_ever()
    {
        await using var host = await EmbeddedHost.StartAsync(_clock, _ => { });
        var call = host.Grains.GetGrain<IBlockingGrain>(_stage.Key).Block();
        await _stage.Hears("in");
        _clock.Advance(TimeSpan.FromSeconds(32));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        BlockingGrain.Released.Set();
    }

    [Fact]
    public async Task More_waiting_calls_than_allowed_are_refused()
    {
        await using var host = await EmbeddedHost.StartAsync(
            _clock, silo => Orleans.Hosting.SiloBuilderExtensions.Configure<SiloMessagingOptions>(silo, options => options.MaxEnqueuedRequestsHardLimit = 10));
        var grain = host.Grains.GetGrain<IBlockingGrain>(_stage.Key);
        var calls = Enumerable.Range(0, 30).Select(_ => grain.WaitAtGate()).ToArray();

        await Assert.ThrowsAsync<LimitExceededException>(() => Task.WhenAny(calls[^1]).Unwrap());
        _stage.Open();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(20, calls.Count(call => call.IsFaulted));
    }

    [Fact]
    public async Task A_state_without_a_storage_is_named()
    {
        await using var host = await EmbeddedHost.StartAsync(_clock, _ => { });

        var refusal = await Assert.ThrowsAsync<BadProviderConfigException>(host.Grains.GetGrain<IHomelessGrain>("one").Look);
        Assert.Contains("\"nowhere\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_running_says_so()
    {
        using var host = new HostApplicationBuilder().UseOrleans().Build();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ITurnGrain>(_stage.Key);

        await Assert.ThrowsAsync<SiloUnavailableException>(grain.Total);
        await host.StartAsync();
        Assert.Equal(0, await grain.Total());
        await host.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(grain.Total);
    }

    [Fact]
    public async Task The_clock_of_the_host_moves_one_timer_however_many_grains_live()
    {
        await using var host = await EmbeddedHost.StartAsync(_clock, _ => { });
        var timers = _clock.ArmedTimers;

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => host.Grains.GetGrain<IStringKeyed>($"many-{i}").Key()));

        Assert.Equal(timers, _clock.ArmedTimers);
    }
}
