using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Commerce.Tests.Contract;

/// <summary>What a test and its grain share, found by the grain's key: a gate that the test opens, and what the grain said.</summary>
internal sealed class Stage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<string, Stage> All = new();

    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;

    public string Key { get; private init; } = "";

    /// <summary>Grains wait here until the test opens.</summary>
    public Task Opens => _gate.Task;

    /// <summary>Something has been said that was not heard yet.</summary>
    public bool HasSpoken => _said.Reader.TryPeek(out _);

    public static Stage New()
    {
        var key = Guid.CreateVersion7().ToString("N");
        return All[key] = new Stage { Key = key };
    }

    public static Stage Of(string key) => All[key];

    public void Open() => _gate.TrySetResult();

    public void Say(string what) => _said.Writer.TryWrite(what);

    /// <summary>The next thing said; waits for it.</summary>
    public async Task<string> Hears() => await _said.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task Hears(string expected) => Assert.Equal(expected, await Hears());

    /// <summary>Nothing has been said that was not heard yet.</summary>
    public void IsSilent() => Assert.False(_said.Reader.TryPeek(out var said), said);

    /// <summary>Runs a piece that must not overlap with another such piece.</summary>
    public void Alone(Action piece)
    {
        if (Interlocked.Increment(ref _inside) != 1) Say("two at once");
        piece();
        Interlocked.Decrement(ref _inside);
    }
}
