using System.Runtime.CompilerServices;

namespace Commerce.Tests.Contract;

internal interface IListener : IGrainObserver
{
    void Heard(string what);

    Task<string> Asked(string question);
}

internal interface ISpeakerGrain : IGrainWithStringKey
{
    Task Subscribe(IListener listener);

    Task Speak(string what);

    Task<string> Ask(string question);
}

internal sealed class SpeakerGrain : Grain, ISpeakerGrain
{
    private readonly List<IListener> _listeners = [];

    public Task Subscribe(IListener listener)
    {
        _listeners.Add(listener);
        return Task.CompletedTask;
    }

    public Task Speak(string what)
    {
        foreach (var listener in _listeners) listener.Heard(what);
        return Task.CompletedTask;
    }

    public Task<string> Ask(string question) => _listeners[0].Asked(question);
}

internal sealed class Listener(Stage stage) : IListener
{
    public void Heard(string what) => stage.Alone(() => stage.Say(what));

    public Task<string> Asked(string question) => question == "why" ? throw new InvalidTimeZoneException(question) : Task.FromResult($"{question}!");
}

/// <summary>Objects outside of grains that grains call.</summary>
public sealed class ObserverTests : ContractTests
{
    private readonly Stage _stage = Stage.New();

    private ISpeakerGrain Speaker => Grains.GetGrain<ISpeakerGrain>(_stage.Key);

    /// <summary>Not in order: between machines one message may overtake another.</summary>
    [Fact]
    public async Task An_observer_hears_everything_that_the_grain_says_one_at_a_time()
    {
        var listener = new Listener(_stage);
        await Speaker.Subscribe(Grains.CreateObjectReference<IListener>(listener));

        for (var i = 0; i < 20; i++) await Speaker.Speak($"{i}");

        var heard = new HashSet<string>();
        for (var i = 0; i < 20; i++) heard.Add(await _stage.Hears());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}").ToHashSet(), heard);
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task An_observer_can_answer_and_can_throw()
    {
        var listener = new Listener(_stage);
        await Speaker.Subscribe(Grains.CreateObjectReference<IListener>(listener));

        Assert.Equal("how!", await Speaker.Ask("how"));
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => Speaker.Ask("why"));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task A_reference_taken_back_leads_to_nobody()
    {
        var (gone, there) = (Stage.New(), new Listener(_stage));
        var leaving = new Listener(gone);
        var reference = Grains.CreateObjectReference<IListener>(leaving);
        await Speaker.Subscribe(reference);
        await Speaker.Subscribe(Grains.CreateObjectReference<IListener>(there));

        Grains.DeleteObjectReference<IListener>(reference);
        await Speaker.Speak("hello");

        await _stage.Hears("hello");
        gone.IsSilent();
        GC.KeepAlive(there);
        GC.KeepAlive(leaving);
    }

    [Fact]
    public async Task The_host_does_not_keep_an_observer_alive()
    {
        var forgotten = await SubscribeAndForget();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(forgotten.IsAlive);

        // Nobody is there to hear it, and the grain is none the worse.
        await Speaker.Speak("hello");
        _stage.IsSilent();
    }

    [Fact]
    public void A_reference_is_not_an_observer_to_make_a_reference_to()
    {
        var reference = Grains.CreateObjectReference<IListener>(new Listener(_stage));

        Assert.Throws<ArgumentException>(() => Grains.CreateObjectReference<IListener>(reference));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> SubscribeAndForget()
    {
        var (reference, weak) = Make();
        await Speaker.Subscribe(reference);
        return weak;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (IListener Reference, WeakReference Weak) Make()
    {
        var listener = new Listener(_stage);
        return (Grains.CreateObjectReference<IListener>(listener), new WeakReference(listener));
    }
}
