using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Contract;

internal interface ILivingGrain : IGrainWithStringKey
{
    Task<Guid> Incarnation();

    Task<Guid> EndAfterGate();

    Task<Guid> End();

    Task WaitAtGate();
}

internal sealed class LivingGrain(ILogger<LivingGrain> logger, IGrainFactory grains) : Grain, ILivingGrain
{
    public static readonly ConcurrentDictionary<string, int> Activations = new();

    private readonly Guid _incarnation = Guid.CreateVersion7();

    private Stage Stage => Stage.Of(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Assert.NotNull(logger);
        Assert.NotNull(grains);
        Activations.AddOrUpdate(this.GetPrimaryKeyString(), 1, (_, count) => count + 1);
        await Task.Yield();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Stage.Say($"ended: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Guid> Incarnation() => Task.FromResult(_incarnation);

    public async Task<Guid> EndAfterGate()
    {
        Stage.Say("in");
        DeactivateOnIdle();
        await Stage.Opens;
        Stage.Say("out");
        return _incarnation;
    }

    public Task<Guid> End()
    {
        DeactivateOnIdle();
        return Incarnation();
    }

    public async Task WaitAtGate()
    {
        Stage.Say("in");
        await Stage.Opens;
        Stage.Say("out");
    }
}

internal interface IFailingGrain : IGrainWithStringKey
{
    Task<int> Attempts();
}

internal sealed class FailingGrain : Grain, IFailingGrain
{
    public static readonly ConcurrentDictionary<string, int> Tries = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        Tries.AddOrUpdate(this.GetPrimaryKeyString(), 1, (_, count) => count + 1) == 1
            ? throw new InvalidTimeZoneException("first try")
            : Task.CompletedTask;

    public Task<int> Attempts() => Task.FromResult(Tries[this.GetPrimaryKeyString()]);
}

/// <summary>How grains come to life and leave it.</summary>
public sealed class ActivationTests : ContractTests
{
    private readonly Stage _stage = Stage.New();

    private ILivingGrain Grain => Grains.GetGrain<ILivingGrain>(_stage.Key);

    [Fact]
    public async Task A_thousand_first_calls_at_once_make_one_activation()
    {
        var incarnations = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(Grain.Incarnation)));

        Assert.Single(incarnations.Distinct());
        Assert.Equal(1, LivingGrain.Activations[_stage.Key]);
    }

    [Fact]
    public async Task Callers_get_what_activation_threw_and_the_next_call_tries_again()
    {
        var grain = Grains.GetGrain<IFailingGrain>(_stage.Key);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(grain.Attempts);

        Assert.Equal(2, await grain.Attempts());
    }

    [Fact]
    public async Task After_it_ended_itself_the_next_call_makes_a_new_activation()
    {
        var first = await Grain.End();
        var second = await Grain.Incarnation();

        Assert.NotEqual(first, second);
        await _stage.Hears("ended: ApplicationRequested");
    }

    [Fact]
    public async Task An_activation_ends_after_its_running_call_and_the_waiting_ones_go_to_the_next()
    {
        var running = Grain.EndAfterGate();
        await _stage.Hears("in");
        var waiting = Grain.Incarnation();
        _stage.IsSilent();
        _stage.Open();

        Assert.NotEqual(await running, await waiting);
        await _stage.Hears("out");
        await _stage.Hears("ended: ApplicationRequested");
    }

    [Fact]
    public async Task When_the_host_stops_its_grains_end_their_calls_and_then_themselves()
    {
        var running = Grain.WaitAtGate();
        await _stage.Hears("in");
        var stopping = Host.StopAsync();
        _stage.Open();
        await stopping;

        // Whether the answer still reaches a client of a host that is going away is the client's luck.
        await Record.ExceptionAsync(() => running);
        await _stage.Hears("out");
        await _stage.Hears("ended: ShuttingDown");
    }
}
