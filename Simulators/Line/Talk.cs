using System.Threading.Channels;

namespace Commerce.Simulators.Line;

/// <summary>
/// One person's talk with one account. Guarded by the lock of its <see cref="ChannelBook"/>. Keeps the latest 200 entries;
/// a watcher that does not read loses the oldest news and asks again.
/// </summary>
internal sealed class Talk
{
    private const int Kept = 200;
    private readonly Queue<TalkEntry> _entries = new();
    private readonly List<Channel<TalkEntry>> _watchers = [];

    public TalkHead Head { get; set; } = new(Friendship.Stranger, 0, 0);
    public IEnumerable<TalkEntry> Entries => _entries;

    /// <summary>Adds an entry and returns the one that had to go for it.</summary>
    public TalkEntry? Add(TalkEntry entry)
    {
        _entries.Enqueue(entry);
        foreach (var watcher in _watchers) watcher.Writer.TryWrite(entry);
        return _entries.Count > Kept ? _entries.Dequeue() : null;
    }

    public Channel<TalkEntry> Watch()
    {
        var watcher = Channel.CreateBounded<TalkEntry>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        _watchers.Add(watcher);
        return watcher;
    }

    public void Leave(Channel<TalkEntry> watcher) => _watchers.Remove(watcher);
}
